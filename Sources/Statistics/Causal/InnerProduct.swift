/// The sum of products of two rows of equal length.
///
/// Four sums side by side, so that one addition need not wait for the last; the order is fixed.
func innerProduct(_ a: [Double], _ b: [Double]) -> Double {
  precondition(a.count == b.count, "rows of equal length")
  var (first, second, third, fourth) = (0.0, 0.0, 0.0, 0.0)
  var index = 0
  while index + 4 <= a.count {
    first += a[index] * b[index]
    second += a[index + 1] * b[index + 1]
    third += a[index + 2] * b[index + 2]
    fourth += a[index + 3] * b[index + 3]
    index += 4
  }
  while index < a.count {
    first += a[index] * b[index]
    index += 1
  }
  return (first + second) + (third + fourth)
}
