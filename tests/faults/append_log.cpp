#include "tests/faults/append_log.hpp"

#include "messages/session/session.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace quickbooking::faults {

namespace {

constexpr std::string_view key_start = "booking:session:";

/// Reads `*3\r\n$3\r\nSET\r\n...`.
class log_reader {
public:
  explicit log_reader(std::string_view bytes) : rest_(bytes) {}

  std::optional<log_command> next() {
    const auto count = header('*');
    if (!count)
      return std::nullopt;
    log_command command;
    for (std::size_t i = 0; i < *count; ++i) {
      const auto size = header('$');
      if (!size || rest_.size() < *size + 2)
        return std::nullopt;
      command.emplace_back(rest_.substr(0, *size));
      rest_.remove_prefix(*size + 2);
    }
    return command;
  }

private:
  std::optional<std::size_t> header(char kind) {
    const auto end = rest_.find("\r\n");
    if (rest_.empty() || rest_.front() != kind || end == std::string_view::npos)
      return std::nullopt;
    std::size_t value = 0;
    std::from_chars(rest_.data() + 1, rest_.data() + end, value);
    rest_.remove_prefix(end + 2);
    return value;
  }

  std::string_view rest_;
};

struct session_key_parts {
  std::string phone;
  std::string part; ///< `snapshot`, `receipt`, `handled`, ...
};

/// Takes `booking:session:+1555` or `{booking:session:+1555}:handled` apart.
std::optional<session_key_parts> parse_key(std::string_view key) {
  const auto in_braces = key.starts_with('{');
  if (in_braces)
    key.remove_prefix(1);
  if (!key.starts_with(key_start))
    return std::nullopt;
  key.remove_prefix(key_start.size());
  if (!in_braces)
    return session_key_parts{std::string{key}, "snapshot"};
  const auto end = key.find("}:");
  if (end == std::string_view::npos)
    return std::nullopt;
  return session_key_parts{std::string{key.substr(0, end)}, std::string{key.substr(end + 2)}};
}

void take_snapshot(const std::string& bytes, stored_write& into) {
  const auto stored = session_from_snapshot(bytes);
  if (!stored || !stored->written_by_us)
    return;
  into.epoch = stored->value.version.owner_epoch;
  into.revision = stored->value.version.revision;
  const auto& answer = stored->value.answered;
  into.message_id = answer ? answer->message_id : "";
  into.out_id = answer ? answer->out_id : "";
  into.answer_is_card = answer && std::holds_alternative<card>(answer->content);
}

/// Adds what one command does to a session.
void take(const log_command& command, std::map<std::string, stored_write>& group) {
  if (command.size() < 3)
    return;
  const auto key = parse_key(command[1]);
  if (!key)
    return;
  if (command[0] == "SET" && (key->part == "snapshot" || key->part == "receipt"))
    take_snapshot(command[2], group[key->phone]);
  if (command[0] == "RPUSH" && key->part == "handled")
    group[key->phone].handled.assign(command.begin() + 2, command.end());
}

} // namespace

std::vector<std::vector<log_command>> read_append_log(std::string_view bytes) {
  std::vector<std::vector<log_command>> groups;
  std::optional<std::vector<log_command>> open;
  log_reader reader{bytes};
  while (auto command = reader.next()) {
    if (command->front() == "MULTI")
      open.emplace();
    else if (command->front() == "EXEC" && open)
      groups.push_back(*std::exchange(open, std::nullopt));
    else if (open)
      open->push_back(std::move(*command));
    else
      groups.push_back({std::move(*command)});
  }
  return groups;
}

writes_by_phone stored_writes(const std::vector<std::vector<log_command>>& log) {
  writes_by_phone all;
  for (const auto& group : log) {
    std::map<std::string, stored_write> writes;
    for (const auto& command : group)
      take(command, writes);
    for (auto& [phone, write] : writes)
      all[phone].push_back(std::move(write));
  }
  return all;
}

} // namespace quickbooking::faults
