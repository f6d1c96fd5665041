#include "CNumerics.h"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>
#include <cmath>
#include <limits>

namespace {

namespace bm = boost::math;
using namespace boost::math::policies;

// Errors become NaN or an infinity instead of exceptions.
using Quiet = policy<
  domain_error<errno_on_error>, pole_error<errno_on_error>, overflow_error<errno_on_error>,
  underflow_error<errno_on_error>, denorm_error<errno_on_error>, evaluation_error<errno_on_error>,
  rounding_error<errno_on_error>, indeterminate_result_error<errno_on_error>>;

using Normal = bm::normal_distribution<double, Quiet>;
using Student = bm::students_t_distribution<double, Quiet>;
using ChiSquared = bm::chi_squared_distribution<double, Quiet>;
using Fisher = bm::fisher_f_distribution<double, Quiet>;
using Beta = bm::beta_distribution<double, Quiet>;

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

// What `compute` gives, or NaN where it throws all the same.
template <typename Compute>
double guarded(bool is_defined, Compute compute) noexcept {
  if (!is_defined) return nan_value;
  try {
    return compute();
  } catch (...) {
    return nan_value;
  }
}

bool positive(double value) { return std::isfinite(value) && value > 0; }
bool probability(double p) { return p >= 0 && p <= 1; }
bool within(double p) { return p > 0 && p < 1; }

}  // namespace

extern "C" {

double cn_normal_lower(double z) {
  return guarded(!std::isnan(z), [&] { return std::erfc(-z / std::sqrt(2.0)) / 2; });
}

double cn_normal_upper(double z) {
  return guarded(!std::isnan(z), [&] { return std::erfc(z / std::sqrt(2.0)) / 2; });
}

double cn_normal_quantile(double p) {
  return guarded(within(p), [&] { return bm::quantile(Normal(), p); });
}

double cn_student_upper(double t, double df) {
  return guarded(
    !std::isnan(t) && positive(df), [&] { return bm::cdf(bm::complement(Student(df), t)); });
}

double cn_student_quantile(double p, double df) {
  return guarded(within(p) && positive(df), [&] { return bm::quantile(Student(df), p); });
}

double cn_chi_squared_upper(double x, double df) {
  return guarded(
    x >= 0 && std::isfinite(x) && positive(df), [&] { return bm::cdf(bm::complement(ChiSquared(df), x)); });
}

double cn_chi_squared_quantile(double p, double df) {
  return guarded(p >= 0 && p < 1 && positive(df), [&] { return bm::quantile(ChiSquared(df), p); });
}

double cn_fisher_upper(double f, double df1, double df2) {
  return guarded(f >= 0 && std::isfinite(f) && positive(df1) && positive(df2), [&] {
    return bm::cdf(bm::complement(Fisher(df1, df2), f));
  });
}

double cn_fisher_quantile(double p, double df1, double df2) {
  return guarded(
    p >= 0 && p < 1 && positive(df1) && positive(df2), [&] { return bm::quantile(Fisher(df1, df2), p); });
}

double cn_beta_lower(double x, double a, double b) {
  return guarded(probability(x) && positive(a) && positive(b), [&] { return bm::cdf(Beta(a, b), x); });
}

double cn_beta_upper(double x, double a, double b) {
  return guarded(
    probability(x) && positive(a) && positive(b), [&] { return bm::cdf(bm::complement(Beta(a, b), x)); });
}

double cn_beta_quantile(double p, double a, double b) {
  return guarded(probability(p) && positive(a) && positive(b), [&] { return bm::quantile(Beta(a, b), p); });
}

double cn_log_gamma(double x) {
  return guarded(positive(x), [&] { return bm::lgamma(x, Quiet()); });
}

double cn_digamma(double x) {
  return guarded(positive(x), [&] { return bm::digamma(x, Quiet()); });
}

double cn_trigamma(double x) {
  return guarded(positive(x), [&] { return bm::trigamma(x, Quiet()); });
}

}  // extern "C"
