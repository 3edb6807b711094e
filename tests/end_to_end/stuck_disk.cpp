// Preloaded into a node: what shall be safe on disk waits while the file exists that
// QUICKBOOKING_STUCK_DISK names, as on a disk that hangs.

#include <sys/syscall.h>
#include <unistd.h>

#include <cstdlib>

namespace {

int sync_when_free(long call, int file) {
  static const char* sign = std::getenv("QUICKBOOKING_STUCK_DISK");
  while (sign != nullptr && access(sign, F_OK) == 0)
    usleep(10'000);
  return static_cast<int>(syscall(call, file));
}

} // namespace

extern "C" int fsync(int file) { return sync_when_free(SYS_fsync, file); }

extern "C" int fdatasync(int file) { return sync_when_free(SYS_fdatasync, file); }
