#include "actors/http/demo_page.hpp"

#include <fstream>
#include <iterator>

namespace quickbooking {

namespace {

constexpr std::string_view name_characters
    = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";

std::string_view content_type(std::string_view name) {
  if (name.ends_with(".html"))
    return "text/html; charset=utf-8";
  if (name.ends_with(".css"))
    return "text/css; charset=utf-8";
  if (name.ends_with(".js"))
    return "text/javascript; charset=utf-8";
  if (name.ends_with(".svg"))
    return "image/svg+xml";
  return {};
}

} // namespace

http_response demo_page(const std::string& folder, const std::string& path) {
  auto name = path == "/" ? std::string{"index.html"} : path.substr(1);
  auto type = content_type(name);
  auto missing = error_response(404, {"not_found", "there is nothing at this path"});
  if (folder.empty() || type.empty() || name.front() == '.'
      || name.find_first_not_of(name_characters) != std::string::npos)
    return missing;
  std::ifstream file{folder + "/" + name, std::ios::binary};
  if (!file)
    return missing;
  http_response answer;
  answer.body.assign(std::istreambuf_iterator<char>{file}, {});
  answer.content_type = type;
  return answer;
}

} // namespace quickbooking
