#pragma once

#include <fstream>
#include <iterator>
#include <string>

namespace quickbooking {

// The salon of the tests of this folder.

inline const std::string demo_salon = "6f1c1c1e-0000-4000-8000-000000000001";
inline const std::string demo_haircut = "6f1c1c1e-0000-4000-8000-0000000000a1";

inline std::string demo_catalog() {
  std::ifstream file{QUICKBOOKING_SOURCE_DIR "/cluster-config/demo-salon.json"};
  return {std::istreambuf_iterator<char>{file}, {}};
}

} // namespace quickbooking
