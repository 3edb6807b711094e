#include <quickbooking/version.hpp>

#define QUICKBOOKING_TEXT_OF(x) #x
#define QUICKBOOKING_TEXT(x) QUICKBOOKING_TEXT_OF(x)

namespace quickbooking {

const char* library_version() {
  return QUICKBOOKING_TEXT(QUICKBOOKING_VERSION_MAJOR) "." QUICKBOOKING_TEXT(
      QUICKBOOKING_VERSION_MINOR) "." QUICKBOOKING_TEXT(QUICKBOOKING_VERSION_PATCH);
}

} // namespace quickbooking
