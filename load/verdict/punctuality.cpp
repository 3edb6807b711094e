#include "load/verdict/punctuality.hpp"

#include <algorithm>
#include <sstream>

namespace quickbooking {

namespace {

double percent(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : 100 * static_cast<double>(part) / static_cast<double>(whole);
}

} // namespace

void punctuality::sent(std::chrono::microseconds lateness) {
  ++figures_.sent;
  figures_.late += lateness > tolerance;
  figures_.worst_lateness = std::max(figures_.worst_lateness, lateness);
}

void punctuality::probed(std::chrono::microseconds lateness) {
  ++probes_;
  late_probes_ += lateness > tolerance;
  figures_.worst_loop_lag = std::max(figures_.worst_loop_lag, lateness);
}

schedule_figures punctuality::figures() const {
  auto all = figures_;
  all.late += all.scheduled > all.sent ? all.scheduled - all.sent : 0;
  return all;
}

std::vector<std::string> punctuality::objections() const {
  std::vector<std::string> all;
  const auto sums = figures();
  const auto late = percent(sums.late, std::max(sums.scheduled, sums.sent));
  const auto lagging = percent(late_probes_, probes_);
  std::ostringstream text;
  text.precision(3);
  if (late > tolerated_percent) {
    text << "the load tool sent " << late << " % of the messages over " << tolerance.count()
         << " ms late or not at all";
    all.push_back(text.str());
  }
  if (lagging > tolerated_percent) {
    text.str({});
    text << "the load tool's own event loop was over " << tolerance.count() << " ms late "
         << lagging << " % of the time";
    all.push_back(text.str());
  }
  return all;
}

} // namespace quickbooking
