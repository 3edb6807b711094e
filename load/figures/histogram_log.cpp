#include "load/figures/histogram_log.hpp"

#include "load/figures/histogram_codec.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace quickbooking {

namespace {

using std::chrono::milliseconds;

constexpr std::string_view tag_mark = "Tag=";
constexpr double latest_second = 1e11; // beyond the year 5000

double seconds(milliseconds x) { return std::chrono::duration<double>(x).count(); }

// -- reading ---

/// Takes the text up to `separator`, or all there is, and the separator.
std::string_view take_until(std::string_view& in, char separator) {
  const auto end = std::min(in.find(separator), in.size());
  const auto text = in.substr(0, end);
  in.remove_prefix(std::min(end + 1, in.size()));
  return text;
}

/// Seconds with a fraction, from 0 on.
std::optional<milliseconds> parse_seconds(std::string_view text) {
  double x = 0;
  const auto end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, x);
  if (parsed.ec != std::errc{} || parsed.ptr != end || !(x >= 0 && x <= latest_second))
    return std::nullopt;
  return milliseconds{std::llround(x * 1000)};
}

std::string take_tag(std::string_view& line) {
  if (!line.starts_with(tag_mark))
    return {};
  line.remove_prefix(tag_mark.size());
  return std::string{take_until(line, ',')};
}

result<log_interval> parse_line(std::string_view line) {
  auto tag = take_tag(line);
  const auto start = parse_seconds(take_until(line, ','));
  const auto length = parse_seconds(take_until(line, ','));
  if (!start || !length)
    return fail("malformed_log", "start and length are not seconds");
  take_until(line, ','); // the maximum, for readers without a decoder
  return decode_histogram(line).map([&](histogram values) {
    return log_interval{std::move(tag), *start, *length, std::move(values)};
  });
}

/// Whether a line holds no histogram: comments, the legend, nothing.
bool is_remark(std::string_view line) {
  return line.empty() || line.front() == '#' || line.front() == '"';
}

} // namespace

std::string log_header(instant start) {
  return fmt::format("#[Histogram log format version 1.3]\n"
                     "#[StartTime: {:.3f} (seconds since epoch), {}]\n"
                     "\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\","
                     "\"Interval_Compressed_Histogram\"\n",
                     seconds(start.time_since_epoch()), to_iso8601(start));
}

std::string log_line(const log_interval& x) {
  const auto max_ms = static_cast<double>(x.values.max().count()) / 1000;
  return fmt::format("{}{}{}{:.3f},{:.3f},{:.3f},{}\n", x.tag.empty() ? "" : tag_mark, x.tag,
                     x.tag.empty() ? "" : ",", seconds(x.start), seconds(x.length), max_ms,
                     encode_histogram(x.values));
}

result<std::vector<log_interval>> parse_log(std::string_view text) {
  std::vector<log_interval> all;
  for (int number = 1; !text.empty(); ++number) {
    auto line = take_until(text, '\n');
    if (line.ends_with('\r'))
      line.remove_suffix(1);
    if (is_remark(line))
      continue;
    auto interval = parse_line(line);
    if (!interval)
      return fail("malformed_log", fmt::format("line {}: {}", number, interval.error().message));
    all.push_back(std::move(*interval));
  }
  return all;
}

} // namespace quickbooking
