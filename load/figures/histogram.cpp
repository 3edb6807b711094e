#include "load/figures/histogram.hpp"

#include "load/figures/histogram_layout.hpp"

#include <algorithm>
#include <cmath>

namespace quickbooking {

namespace layout = histogram_layout;

namespace {

static_assert(histogram::highest.count() == layout::highest_value);
static_assert(layout::index_of(layout::highest_value) < layout::counter_count);

std::uint64_t in_range(histogram::duration value) {
  return static_cast<std::uint64_t>(
      std::clamp(value, histogram::duration{}, histogram::highest).count());
}

histogram::duration to_duration(std::uint64_t value) {
  return histogram::duration{static_cast<std::int64_t>(value)};
}

/// What stands for the values of a bucket in sums.
double middle(const histogram::bucket& x) {
  return static_cast<double>(x.lowest.count() + x.highest.count()) / 2;
}

/// The rank, 1..`count`, of the value that `percent` of `count` do not exceed. The product is taken
/// one step down, so that its rounding does not lead to the next rank.
std::uint64_t rank_of(double percent, std::uint64_t count) {
  const auto share = std::clamp(percent, 0.0, 100.0) * static_cast<double>(count) / 100;
  const auto rank = std::ceil(std::nextafter(share, 0.0));
  return std::clamp<std::uint64_t>(static_cast<std::uint64_t>(rank), 1, count);
}

} // namespace

histogram::histogram() : counts_(layout::counter_count) {}

// -- recording ---

void histogram::record(duration value, std::uint64_t count) {
  if (count == 0)
    return;
  const auto x = in_range(value);
  counts_[layout::index_of(x)] += count;
  count_ += count;
  min_ = std::min(min_, to_duration(x));
  max_ = std::max(max_, to_duration(x));
}

void histogram::add(const histogram& other) {
  for (std::size_t i = 0; i < counts_.size(); ++i)
    counts_[i] += other.counts_[i];
  count_ += other.count_;
  min_ = std::min(min_, other.min_);
  max_ = std::max(max_, other.max_);
}

void histogram::clear() {
  std::ranges::fill(counts_, 0);
  count_ = 0;
  min_ = duration::max();
  max_ = {};
}

// -- what was recorded ---

double histogram::mean() const {
  double sum = 0;
  for (std::size_t i = 0; i < size(); ++i)
    if (counts_[i] != 0)
      sum += middle(at(i)) * static_cast<double>(counts_[i]);
  return empty() ? 0 : sum / static_cast<double>(count_);
}

double histogram::standard_deviation() const {
  const auto center = mean();
  double sum = 0;
  for (std::size_t i = 0; i < size(); ++i)
    if (counts_[i] != 0)
      sum += std::pow(middle(at(i)) - center, 2) * static_cast<double>(counts_[i]);
  return empty() ? 0 : std::sqrt(sum / static_cast<double>(count_));
}

histogram::duration histogram::percentile(double percent) const {
  if (empty())
    return {};
  const auto rank = rank_of(percent, count_);
  std::size_t i = 0;
  for (auto seen = counts_[0]; seen < rank; seen += counts_[i])
    ++i;
  return std::clamp(at(i).highest, min_, max_);
}

std::uint64_t histogram::count_above(duration limit) const {
  std::uint64_t above = 0;
  for (auto i = layout::index_of(in_range(limit)) + 1; i < size(); ++i)
    above += counts_[i];
  return above;
}

// -- the counters ---

histogram::bucket histogram::at(std::size_t i) const {
  return {to_duration(layout::lowest_of(i)), to_duration(layout::highest_of(i)), counts_[i]};
}

} // namespace quickbooking
