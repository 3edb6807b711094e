#define CAF_SUITE process_figures

#include "actors/process_figures.hpp"
#include "tests/support/metrics_text.hpp"

#include <caf/test/unit_test.hpp>

#include <fcntl.h>

#include <ctime>
#include <fstream>

using namespace quickbooking;

namespace {

struct world {
  metrics all;
  process_figures figures{all, "1.2.3"};

  double value(const std::string& line) {
    figures.refresh();
    return metric_in(all.text(), line).value_or(-1);
  }
};

/// By asking for each number.
double open_files() {
  double count = 0;
  for (int fd = 0; fd < 1024; ++fd)
    count += ::fcntl(fd, F_GETFD) != -1;
  return count;
}

} // namespace

CAF_TEST(the_version_that_runs_is_shown) {
  world w;
  CAF_CHECK_EQUAL(w.value(R"(quickbooking_build_info{version="1.2.3"})"), 1);
}

CAF_TEST(the_start_is_in_the_past_and_stays) {
  world w;
  const auto started = w.value("process_start_time_seconds");
  const auto now = static_cast<double>(std::time(nullptr));
  CAF_CHECK(started > now - 300); // the test's own process, and no other
  CAF_CHECK(started <= now + 1);
  world later;
  CAF_CHECK_EQUAL(later.value("process_start_time_seconds"), started);
}

CAF_TEST(cpu_that_is_used_is_counted) {
  world w;
  const auto before = w.value("process_cpu_seconds_total");
  const auto end = std::clock() + CLOCKS_PER_SEC / 10;
  while (std::clock() < end) {
  }
  const auto used = w.value("process_cpu_seconds_total") - before;
  CAF_CHECK(used >= 0.09);
  CAF_CHECK(used < 1);
}

CAF_TEST(memory_that_is_touched_is_seen) {
  world w;
  const auto before = w.value("process_resident_memory_bytes");
  CAF_CHECK(before > 1e6);
  const std::string much(64'000'000, 'x');
  CAF_CHECK(w.value("process_resident_memory_bytes") - before > 60e6);
  CAF_CHECK_EQUAL(much.back(), 'x');
}

CAF_TEST(a_file_that_is_opened_counts_until_it_is_closed) {
  world w;
  const auto before = w.value("process_open_fds");
  CAF_CHECK_EQUAL(before, open_files());
  {
    std::ifstream file{"/proc/self/stat"};
    CAF_CHECK_EQUAL(w.value("process_open_fds"), before + 1);
  }
  CAF_CHECK_EQUAL(w.value("process_open_fds"), before);
  CAF_CHECK(w.value("process_max_fds") > before);
}
