#include "tests/support/shipped_file.hpp"

#include <boost/algorithm/string/replace.hpp>

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace quickbooking {

std::string file_text(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

std::string shipped_file(const std::string& name) {
  auto text = file_text(QUICKBOOKING_SOURCE_DIR "/" + name);
  if (text.empty())
    throw std::runtime_error{"there is no " + name};
  return text;
}

void replace_all(std::string& text, const std::string& what, const std::string& with) {
  if (text.find(what) == std::string::npos)
    throw std::runtime_error{"the file has no '" + what + "'"};
  boost::replace_all(text, what, with);
}

} // namespace quickbooking
