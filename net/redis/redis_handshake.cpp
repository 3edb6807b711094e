#include "net/redis/redis_handshake.hpp"

#include <string_view>

namespace quickbooking {

namespace {

/// A server that is loading its data, or a replica that lost its master, gets over it by itself;
/// wrong credentials do not.
bool is_about_credentials(std::string_view command, std::string_view error) {
  for (const std::string_view word : {"NOAUTH", "WRONGPASS", "NOPERM"})
    if (error.starts_with(word))
      return true;
  return command == "AUTH" && error.starts_with("ERR");
}

std::string_view expected_answer(std::string_view command) {
  return command == "PING" ? "PONG" : "OK";
}

bool is_as_expected(std::string_view command, const redis_value& value) {
  if (command == "ROLE")
    return !value.items.empty() && value.items.front().text == "master";
  return value.what == redis_value::kind::status && value.text == expected_answer(command);
}

std::string complaint(std::string_view command) {
  return command == "ROLE" ? "ROLE: it is not a master"
                           : "the server answers " + std::string{command} + " with something else";
}

} // namespace

redis_handshake::redis_handshake(const redis_address& where) {
  if (!where.username.empty())
    commands_.push_back({"AUTH", where.username, where.password});
  else if (!where.password.empty())
    commands_.push_back({"AUTH", where.password});
  if (where.database != 0)
    commands_.push_back({"SELECT", std::to_string(where.database)});
  commands_.push_back({"PING"});
  if (where.must_be_master)
    commands_.push_back({"ROLE"});
}

result<void> redis_handshake::on_answer(const redis_value& value) {
  if (is_done())
    return fail("redis_down", "the server answers more than it was asked");
  const auto& command = commands_[answered_++].front();
  if (value.is_error())
    return fail(is_about_credentials(command, value.text) ? "redis_auth" : "redis_down",
                command + ": " + value.text);
  if (!is_as_expected(command, value))
    return fail("redis_down", complaint(command));
  return {};
}

} // namespace quickbooking
