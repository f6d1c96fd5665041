// Distributions of Boost.Math and linear algebra of Eigen behind C functions.
//
// Every function is defined for all arguments: outside its domain, and where a result is no number, it gives
// NaN and never throws. Matrices are dense, column after column.
#ifndef CNUMERICS_H
#define CNUMERICS_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

// Standard normal: P(Z <= z), and z with P(Z <= z) = p.
double cn_normal_lower(double z);
double cn_normal_upper(double z);
double cn_normal_quantile(double p);

// Student's t with df > 0 degrees of freedom.
double cn_student_upper(double t, double df);
double cn_student_quantile(double p, double df);

// Chi-squared with df > 0 degrees of freedom.
double cn_chi_squared_upper(double x, double df);
double cn_chi_squared_quantile(double p, double df);

// Fisher's F.
double cn_fisher_upper(double f, double df1, double df2);
double cn_fisher_quantile(double p, double df1, double df2);

// Beta(a, b).
double cn_beta_lower(double x, double a, double b);
double cn_beta_upper(double x, double a, double b);
double cn_beta_quantile(double p, double a, double b);

// log Γ, its first and second derivative; x > 0.
double cn_log_gamma(double x);
double cn_digamma(double x);
double cn_trigamma(double x);

// Least squares of y (rows) on x (rows × columns) by Householder QR.
//
// Columns are taken from the left; one that the columns before it explain up to `tolerance` of its own norm is
// dropped. Fills `coefficients` (columns; 0 where dropped), `kept` (columns; 1 or 0) and `inverse` (columns ×
// columns: the inverse of the Gram matrix of the kept columns, 0 elsewhere).
// Returns the rank, or -1 where the result is not finite.
ptrdiff_t cn_least_squares(
  ptrdiff_t rows, ptrdiff_t columns, const double *x, const double *y, double tolerance, double *coefficients,
  unsigned char *kept, double *inverse);

// Eigenvalues (ascending) and eigenvectors (columns) of a symmetric matrix. Returns 0, or -1 where it fails.
int cn_symmetric_eigen(ptrdiff_t size, const double *matrix, double *values, double *vectors);

#ifdef __cplusplus
}
#endif
#endif
