// Loaded into a program of the test's (LD_PRELOAD), before the C library: its wall clock is ahead
// by the seconds in the first eight bytes of the file that STEPPED_CLOCK names. libfaketime does
// the same, but hangs with jemalloc, which asks for the time before it can give memory: nothing
// here needs any.

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>

namespace {

const volatile std::int64_t* map_offset() {
  const auto* name = std::getenv("STEPPED_CLOCK");
  const auto file = name ? ::open(name, O_RDONLY | O_CLOEXEC) : -1;
  if (file < 0)
    return nullptr;
  auto* found = ::mmap(nullptr, sizeof(std::int64_t), PROT_READ, MAP_SHARED, file, 0);
  ::close(file);
  return found == MAP_FAILED ? nullptr : static_cast<const volatile std::int64_t*>(found);
}

/// Threads may both map it: the last one counts, and both are right.
std::int64_t offset() {
  static const volatile std::int64_t* mapped = nullptr;
  if (!mapped)
    mapped = map_offset();
  return mapped ? *mapped : 0;
}

} // namespace

extern "C" {

int clock_gettime(clockid_t clock, timespec* out) noexcept {
  const auto failed = static_cast<int>(::syscall(SYS_clock_gettime, clock, out));
  if (failed == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
    out->tv_sec += offset();
  return failed;
}

int gettimeofday(timeval* out, void*) noexcept {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  *out = {now.tv_sec, now.tv_nsec / 1000};
  return 0;
}

time_t time(time_t* out) noexcept {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  if (out)
    *out = now.tv_sec;
  return now.tv_sec;
}

} // extern "C"
