#pragma once

#include <vector>

namespace quickbooking {

/// The smallest value that is not below the fraction `q` (0..1) of all: nearest rank. 0 for no
/// values. Changes their order.
double quantile(std::vector<float>& values, double q);

/// The middle value; the mean of the two in the middle of an even number. 0 for no values.
double median(std::vector<double> values);

} // namespace quickbooking
