#include "bench/driver/measured_window.hpp"

#include <algorithm>
#include <utility>

namespace quickbooking {

void measured_window::begin() {
  plan_.begun();
  is_on_ = true;
  begin_ = loop_clock::now();
}

void measured_window::close() {
  if (is_on_ && figures_.seconds == 0)
    figures_.seconds = std::chrono::duration<double>{loop_clock::now() - begin_}.count();
}

void measured_window::end() {
  close();
  if (std::exchange(is_on_, false))
    plan_.ended();
}

void measured_window::answered(time intended, time now, std::size_t bytes) {
  if (!is_on_ || (!counts_early_ && intended < begin_))
    return;
  ++figures_.transitions;
  figures_.bytes += bytes;
  figures_.microseconds.push_back(std::chrono::duration<float, std::micro>{now - intended}.count());
}

void measured_window::ended(const std::string& problem) {
  if (!problem.empty())
    note(problem);
  else if (is_on_)
    ++figures_.journeys;
}

void measured_window::waiting(std::size_t journeys) {
  figures_.most_waiting = std::max(figures_.most_waiting, journeys);
}

void measured_window::note(const std::string& problem) {
  if (figures_.errors++ == 0)
    figures_.first_problem = problem;
}

} // namespace quickbooking
