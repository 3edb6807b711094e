#include "load/figures/percentile_text.hpp"

#include "load/figures/histogram_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace quickbooking {

namespace {

constexpr double us_per_ms = 1000;
constexpr double ticks_per_halving = 5;
constexpr double last_percent = 100 - 1e-10; // what follows is nearer than a double can tell

double ms(histogram::duration x) { return static_cast<double>(x.count()) / us_per_ms; }

std::string lines(const histogram& x) {
  std::string out;
  const auto total = static_cast<double>(x.count());
  double level = 0;
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < x.size() && seen < x.count(); ++i) {
    seen += x.at(i).count;
    for (; x.at(i).count != 0 && level <= 100 * static_cast<double>(seen) / total
           && level < last_percent;
         level = next_percent(level)) {
      out += fmt::format("{:12.3f} {:.12f} {:10} {:14.2f}\n",
                         ms(std::min(x.at(i).highest, x.max())), level / 100, seen,
                         1 / (1 - level / 100));
      if (seen == x.count())
        break;
    }
  }
  return out;
}

} // namespace

double next_percent(double percent) {
  const auto halvings = std::floor(std::log2(100 / (100 - percent))) + 1;
  return percent + 100 / (ticks_per_halving * std::exp2(halvings));
}

std::string percentile_text(const histogram& x) {
  auto out = fmt::format("{:>12} {:>14} {:>10} {:>14}\n\n", "Value", "Percentile", "TotalCount",
                         "1/(1-Percentile)");
  out += lines(x);
  if (!x.empty())
    out += fmt::format("{:12.3f} {:.12f} {:10}\n", ms(x.max()), 1.0, x.count());
  out += fmt::format("#[Mean    = {:12.3f}, StdDeviation   = {:12.3f}]\n", x.mean() / us_per_ms,
                     x.standard_deviation() / us_per_ms);
  out += fmt::format("#[Max     = {:12.3f}, Total count    = {:12}]\n", ms(x.max()), x.count());
  return out
         + fmt::format("#[Buckets = {:12}, SubBuckets     = {:12}]\n",
                       histogram_layout::bucket_count, histogram_layout::sub_bucket_count);
}

} // namespace quickbooking
