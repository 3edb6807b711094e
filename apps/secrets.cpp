#include "apps/secrets.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace quickbooking {

namespace {

std::string variable(const std::string& name) {
  const auto* value = std::getenv(name.c_str());
  return value ? value : "";
}

} // namespace

result<std::string> read_file(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file)
    return fail("unreadable_file", "cannot read " + path);
  return std::string{std::istreambuf_iterator<char>{file}, {}};
}

result<std::string> secret(const std::string& name) {
  if (auto value = variable(name); !value.empty())
    return value;
  const auto path = variable(name + "_FILE");
  if (path.empty())
    return std::string{};
  auto text = read_file(path);
  while (text && (text->ends_with('\n') || text->ends_with('\r')))
    text->pop_back();
  return text;
}

} // namespace quickbooking
