#define CAF_SUITE histogram_log

#include "load/figures/histogram_codec.hpp"
#include "load/figures/histogram_log.hpp"
#include "messages/encoding/base64.hpp"

#include <caf/test/unit_test.hpp>

#include <random>

using namespace quickbooking;
using namespace std::chrono_literals;
using std::chrono::microseconds;

namespace {

histogram random_histogram(std::uint64_t seed) {
  std::mt19937_64 random{seed};
  std::lognormal_distribution<double> value{8, 2};
  std::uniform_int_distribution<std::uint64_t> count{1, std::uint64_t{1} << (seed % 40)};
  histogram x;
  for (std::uint64_t i = 0; i < seed * 40; ++i)
    x.record(microseconds{static_cast<std::int64_t>(value(random))}, count(random));
  return x;
}

/// The values 1, 1000, 1000, 2500 and 3600000000, as hdr-histogram-js 3.0.1 was seen to read them.
const std::string known = "HISTFAAAACt4nJNpmSzMwMDAwwABzFCaEURcm7yEwf4DVIDpND/LR2GmhceZmACd8wfm";

std::string message_of(std::string_view log) {
  const auto parsed = parse_log(log);
  return parsed ? "" : parsed.error().code + ": " + parsed.error().message;
}

} // namespace

CAF_TEST(a_histogram_comes_back_from_its_encoding) {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const auto before = random_histogram(seed);
    const auto after = decode_histogram(encode_histogram(before));
    CAF_REQUIRE(after.has_value());
    CAF_CHECK(*after == before);
    CAF_CHECK_EQUAL(after->count(), before.count());
    CAF_CHECK_EQUAL(after->percentile(50).count(), before.percentile(50).count());
    CAF_CHECK(after->max() >= before.max());
    CAF_CHECK(after->max().count() <= before.max().count() * 1.001);
  }
}

CAF_TEST(what_other_libraries_read_is_read) {
  const auto x = decode_histogram(known);
  CAF_REQUIRE(x.has_value());
  histogram expected;
  for (auto value : {1us, 1000us, 1000us, 2500us, microseconds{3'600'000'000}})
    expected.record(value);
  CAF_CHECK(*x == expected);
}

CAF_TEST(a_log_comes_back_with_its_times_and_tags) {
  std::string log = log_header(from_unix_ms(1'780'000'000'123));
  log += log_line({"reply.intended", 0ms, 1s, random_histogram(3)});
  log += "\r\n# a remark of someone's\n";
  log += log_line({"", 1s, 999ms, histogram{}});
  const auto parsed = parse_log(log);
  CAF_REQUIRE(parsed.has_value());
  CAF_REQUIRE_EQUAL(parsed->size(), 2u);
  CAF_CHECK_EQUAL(parsed->at(0).tag, "reply.intended");
  CAF_CHECK(parsed->at(0).values == random_histogram(3));
  CAF_CHECK_EQUAL(parsed->at(1).tag, "");
  CAF_CHECK_EQUAL(parsed->at(1).start.count(), 1000);
  CAF_CHECK_EQUAL(parsed->at(1).length.count(), 999);
  CAF_CHECK(parsed->at(1).values.empty());
}

CAF_TEST(the_header_names_the_format_and_the_start) {
  CAF_CHECK_EQUAL(log_header(from_unix_ms(1'780'000'000'123)),
                  "#[Histogram log format version 1.3]\n"
                  "#[StartTime: 1780000000.123 (seconds since epoch), 2026-05-28T20:26:40.123Z]\n"
                  "\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\","
                  "\"Interval_Compressed_Histogram\"\n");
}

CAF_TEST(a_broken_log_is_refused_with_its_line) {
  const auto line = log_line({"", 0ms, 1s, random_histogram(2)});
  CAF_CHECK_EQUAL(message_of(line + "x,1.0,2.0,HIST"),
                  "malformed_log: line 2: start and length are not seconds");
  CAF_CHECK_EQUAL(message_of("0.0,-1.0,2.0,HIST"),
                  "malformed_log: line 1: start and length are not seconds");
  CAF_CHECK_EQUAL(message_of("0.0,nan,2.0,HIST"),
                  "malformed_log: line 1: start and length are not seconds");
  CAF_CHECK_EQUAL(message_of("#\n0.0,1.0,2.0,HIST!"), "malformed_log: line 2: not base64");
  CAF_CHECK_EQUAL(message_of("0.0,1.0,2.0"), "malformed_log: line 1: not base64");
  CAF_CHECK_EQUAL(message_of("0.0,1.0,2.0,SElTVA=="),
                  "malformed_log: line 1: shorter than its header");
}

CAF_TEST(no_damage_to_an_encoding_does_harm) {
  const auto whole = *from_base64(encode_histogram(random_histogram(5)));
  for (std::size_t size = 0; size < whole.size(); ++size)
    CAF_CHECK(!decode_histogram(to_base64(whole.substr(0, size))).has_value());
  std::mt19937 random{1};
  for (int i = 0; i < 2000; ++i) {
    auto damaged = whole;
    damaged[random() % damaged.size()] ^= static_cast<char>(1 << random() % 8);
    const auto read = decode_histogram(to_base64(damaged));
    CAF_CHECK(!read.has_value() || *read == random_histogram(5)); // a bit that only pads
  }
}
