#include "CNumerics.h"

#include <eigen3/Eigen/Dense>
#include <cmath>
#include <vector>

using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;

namespace {

// The power of two next below a norm: dividing by it rounds nothing.
double scale_of(double norm) { return norm > 0 ? std::ldexp(1.0, std::ilogb(norm)) : 1.0; }

ptrdiff_t least_squares(
  ptrdiff_t rows, ptrdiff_t columns, const double *x, const double *y, double tolerance, double *coefficients,
  unsigned char *kept, double *inverse) {
  Eigen::Map<const Matrix> given(x, rows, columns);
  Vector right = Eigen::Map<const Vector>(y, rows);
  Vector scales(columns);
  for (ptrdiff_t j = 0; j < columns; ++j) scales[j] = scale_of(given.col(j).stableNorm());
  if (!scales.allFinite() || !right.allFinite() || !given.allFinite()) return -1;
  Matrix work = given * scales.cwiseInverse().asDiagonal();

  // Householder, column by column from the left; what is kept moves to the front.
  std::vector<ptrdiff_t> places;
  std::vector<double> buffer(static_cast<size_t>(columns) + 1);
  Matrix factor = Matrix::Zero(std::min(rows, columns), columns);
  Matrix reflectors(rows, std::min(rows, columns));
  Vector taus(std::min(rows, columns));
  ptrdiff_t rank = 0;
  for (ptrdiff_t j = 0; j < columns; ++j) {
    kept[j] = 0;
    coefficients[j] = 0;
    if (rank == rows) continue;
    Vector column = work.col(j);
    double whole = column.stableNorm();
    for (ptrdiff_t k = 0; k < rank; ++k) {
      column.tail(rows - k).applyHouseholderOnTheLeft(
        reflectors.col(k).tail(rows - k - 1), taus[k], buffer.data());
    }
    double rest = column.tail(rows - rank).stableNorm();
    if (!(rest > tolerance * whole)) continue;
    double beta = 0;
    Vector essential(rows - rank - 1);
    column.tail(rows - rank).makeHouseholder(essential, taus[rank], beta);
    reflectors.col(rank).tail(rows - rank - 1) = essential;
    factor.col(rank).head(rank) = column.head(rank);
    factor(rank, rank) = beta;
    right.tail(rows - rank).applyHouseholderOnTheLeft(essential, taus[rank], buffer.data());
    kept[j] = 1;
    places.push_back(j);
    ++rank;
  }

  Eigen::Map<Matrix> gram(inverse, columns, columns);
  gram.setZero();
  if (rank == 0) return 0;
  Matrix upper = factor.topLeftCorner(rank, rank);
  Vector solved = upper.triangularView<Eigen::Upper>().solve(right.head(rank));
  Matrix root = upper.triangularView<Eigen::Upper>().solve(Matrix::Identity(rank, rank));
  Matrix product = root * root.transpose();
  if (!solved.allFinite() || !product.allFinite()) return -1;
  for (ptrdiff_t i = 0; i < rank; ++i) {
    coefficients[places[i]] = solved[i] / scales[places[i]];
    for (ptrdiff_t j = 0; j < rank; ++j) {
      gram(places[i], places[j]) = product(i, j) / scales[places[i]] / scales[places[j]];
    }
  }
  return rank;
}

int symmetric_eigen(ptrdiff_t size, const double *matrix, double *values, double *vectors) {
  Eigen::Map<const Matrix> given(matrix, size, size);
  if (!given.allFinite()) return -1;
  Eigen::SelfAdjointEigenSolver<Matrix> solver(given);
  if (solver.info() != Eigen::Success) return -1;
  Eigen::Map<Vector>(values, size) = solver.eigenvalues();
  Eigen::Map<Matrix>(vectors, size, size) = solver.eigenvectors();
  return 0;
}

}  // namespace

extern "C" {

ptrdiff_t cn_least_squares(
  ptrdiff_t rows, ptrdiff_t columns, const double *x, const double *y, double tolerance, double *coefficients,
  unsigned char *kept, double *inverse) {
  try {
    return least_squares(rows, columns, x, y, tolerance, coefficients, kept, inverse);
  } catch (...) {
    return -1;
  }
}

int cn_symmetric_eigen(ptrdiff_t size, const double *matrix, double *values, double *vectors) {
  try {
    return symmetric_eigen(size, matrix, values, vectors);
  } catch (...) {
    return -1;
  }
}

}  // extern "C"
