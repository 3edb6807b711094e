#include "bench/driver/answer_scan.hpp"

#include <algorithm>
#include <charconv>
#include <string>

namespace quickbooking {

namespace {

constexpr std::size_t max_head_bytes = 16 * 1024;
constexpr std::string_view version = "HTTP/1.1 ";
constexpr std::string_view head_end = "\r\n\r\n";
constexpr std::string_view length_name = "content-length:";

char lower(char x) { return x >= 'A' && x <= 'Z' ? static_cast<char>(x - 'A' + 'a') : x; }

bool begins_with_name(std::string_view line, std::string_view name) {
  return line.size() >= name.size()
         && std::equal(name.begin(), name.end(), line.begin(),
                       [](char a, char b) { return a == lower(b); });
}

template <class T>
std::optional<T> to_number(std::string_view text) {
  T value{};
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end == text.data())
    return std::nullopt;
  return value;
}

/// Of a head without the blank line.
std::optional<std::size_t> content_length(std::string_view head) {
  for (auto at = head.find("\r\n"); at != std::string_view::npos; at = head.find("\r\n", at)) {
    at += 2;
    auto line = head.substr(at, head.find("\r\n", at) - at);
    if (!begins_with_name(line, length_name))
      continue;
    line.remove_prefix(length_name.size());
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    return to_number<std::size_t>(line);
  }
  return std::nullopt;
}

} // namespace

result<std::optional<scanned_answer>> scan_answer(std::string_view bytes) {
  const auto start = bytes.substr(0, version.size());
  if (start != version.substr(0, start.size()))
    return fail("bad_answer", "not an HTTP/1.1 answer");
  const auto end = bytes.find(head_end);
  if (end == std::string_view::npos) {
    if (bytes.size() > max_head_bytes)
      return fail("bad_answer", "the head of an answer does not end");
    return std::nullopt;
  }
  const auto status = to_number<int>(bytes.substr(version.size(), 3));
  const auto length = content_length(bytes.substr(0, end));
  if (!status || !length)
    return fail("bad_answer", "an answer without status or Content-Length");
  const auto begin = end + head_end.size();
  if (bytes.size() - begin < *length)
    return std::nullopt;
  return scanned_answer{*status, bytes.substr(begin, *length), begin + *length};
}

bool has_text(std::string_view body, std::string_view name, std::string_view value) {
  std::string wanted{'"'};
  wanted.append(name).append("\":\"").append(value).append("\"");
  return body.find(wanted) != std::string_view::npos;
}

std::string_view find_button(std::string_view body, std::string_view prefix, std::size_t index) {
  constexpr std::string_view member = "\"id\":\"";
  std::string_view found;
  for (auto at = body.find(member); at != std::string_view::npos; at = body.find(member, at)) {
    at += member.size();
    const auto id = body.substr(at, body.find('"', at) - at);
    if (!id.starts_with(prefix))
      continue;
    found = id;
    if (index-- == 0)
      break;
  }
  return found;
}

} // namespace quickbooking
