// Prints the version of the library that it runs with, and of the headers it was built with.
// --once, which every example takes, changes nothing: it ends in any case.

#include <cstdio>
#include <quickbooking/version.hpp>

int main() {
  std::printf("QuickBooking %s, built with %d.%d.%d\n", quickbooking::library_version(),
              QUICKBOOKING_VERSION_MAJOR, QUICKBOOKING_VERSION_MINOR, QUICKBOOKING_VERSION_PATCH);
}
