#define CAF_SUITE process_figures

#include "bench/measure/process_figures.hpp"

#include <caf/test/unit_test.hpp>

#include <unistd.h>

#include <ctime>
#include <stdexcept>
#include <vector>

using namespace quickbooking;

namespace {

/// True if the call ends with the error that it promises.
template <class F>
bool throws(F call) {
  try {
    call();
    return false;
  } catch (const std::runtime_error&) {
    return true;
  }
}

} // namespace

CAF_TEST(the_cpu_time_of_a_process_grows_as_its_own_clock_says) {
  timespec begin{};
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begin);
  const auto before = cpu_seconds(::getpid());
  const auto used = [&] {
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec - begin.tv_sec)
           + static_cast<double>(now.tv_nsec - begin.tv_nsec) / 1e9;
  };
  while (used() < 0.3) {
  }
  const auto told = cpu_seconds(::getpid()) - before;
  CAF_CHECK(told > 0.2);
  CAF_CHECK(told < 0.4);
}

CAF_TEST(memory_that_is_written_is_counted) {
  constexpr std::size_t size = 64 * 1024 * 1024;
  const auto unique = unique_bytes(::getpid());
  const auto resident = resident_bytes(::getpid());
  const std::vector<char> bytes(size, 'x');
  CAF_CHECK(unique_bytes(::getpid()) - unique > size * 0.9);
  CAF_CHECK(resident_bytes(::getpid()) - resident > size * 0.9);
  CAF_CHECK_EQUAL(bytes.back(), 'x');
}

CAF_TEST(a_process_that_is_gone_is_an_error) {
  constexpr pid_t nobody = 1 << 22; // Linux gives smaller ones only
  CAF_CHECK(throws([] { cpu_seconds(nobody); }));
  CAF_CHECK(throws([] { unique_bytes(nobody); }));
}
