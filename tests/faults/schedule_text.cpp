#include "tests/faults/schedule.hpp"

#include <set>
#include <sstream>

namespace quickbooking::faults {

namespace {

constexpr std::size_t told_phones = 3;

/// Of its Redis and its node, as words.
std::string peculiarities(const schedule_result& x) {
  std::string text;
  text += x.planned.nodes > 1 ? " nodes=" + std::to_string(x.planned.nodes) : "";
  text += x.planned.has_sentinels ? " sentinels" : "";
  text += x.history.failed_over ? " failed_over" : "";
  text += x.planned.releases_idle ? " idle_release" : "";
  text += x.planned.packs_snapshots ? " packed" : "";
  return text;
}

} // namespace

std::string summary(const schedule_result& x) {
  std::ostringstream out;
  out.precision(1);
  out << std::fixed << "seed=" << x.planned.seed << " messages=" << x.judged.messages
      << " redeliveries=" << x.judged.redeliveries << " degraded=" << x.judged.degraded_answers
      << " fenced=" << x.fenced << " retrieved=" << x.retrieved << " lost=" << x.judged.lost
      << " repeated=" << x.judged.repeated << " duplicates=" << x.judged.duplicate_replies
      << " double_bookings=" << x.judged.double_bookings
      << " bookings=" << x.history.bookings.size() << " late_replies=" << x.judged.late_replies
      << " p50_ms=" << x.p50_ms << " p99_ms=" << x.p99_ms << " max_ms=" << x.max_ms
      << " longest_wait_ms=" << static_cast<double>(x.judged.longest_wait.count()) / 1000
      << " moved=" << x.moved << " seconds=" << x.seconds
      << " findings=" << x.judged.findings.size() << peculiarities(x) << " faults=";
  const char* between = "";
  for (const auto& each : x.planned.faults) {
    out << between << to_string(each.what);
    between = ",";
  }
  return out.str();
}

std::string explanation(const schedule_result& x, const std::vector<finding>& findings) {
  std::ostringstream out;
  std::set<std::string> phones;
  for (const auto& each : findings) {
    out << each.promise << " " << each.phone << ": " << each.what << "\n";
    if (!each.phone.empty() && phones.size() < told_phones)
      phones.insert(each.phone);
  }
  for (const auto& phone : phones)
    out << phone << "\n" << describe(x.history, phone);
  return out.str() + "the nodes' last lines:\n" + x.node_log;
}

} // namespace quickbooking::faults
