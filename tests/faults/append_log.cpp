#include "tests/faults/append_log.hpp"

#include "messages/session/session.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
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

std::string contents(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

std::filesystem::path folder_of_files(const std::string& folder) {
  return std::filesystem::path{folder} / "appendonlydir";
}

/// The 3 of `appendonly.aof.3.incr.aof`.
int number_of(const std::filesystem::path& file) {
  return std::stoi(file.stem().stem().extension().string().substr(1));
}

/// The files of this type in the manifest, whose lines are `file <name> seq <number> type <type>`.
std::string current(const std::string& folder, const std::string& wanted) {
  std::string bytes;
  std::ifstream manifest{folder_of_files(folder) / "appendonly.aof.manifest"};
  for (std::string word, name, number, type;
       manifest >> word >> name >> word >> number >> word >> type;)
    if (type == wanted)
      bytes += contents(folder_of_files(folder) / name);
  return bytes;
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

std::string all_writes(const std::string& folder) {
  std::map<int, std::filesystem::path> files;
  for (const auto& each : std::filesystem::directory_iterator{folder_of_files(folder)})
    if (each.path().string().ends_with(".incr.aof"))
      files.emplace(number_of(each.path()), each.path());
  std::string bytes;
  for (const auto& [number, file] : files)
    bytes += contents(file);
  return bytes;
}

std::string current_base(const std::string& folder) { return current(folder, "b"); }

std::string current_writes(const std::string& folder) { return current(folder, "i"); }

} // namespace quickbooking::faults
