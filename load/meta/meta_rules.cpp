#include "load/meta/meta_rules.hpp"

#include "load/meta/meta_address.hpp"
#include "load/meta/meta_message.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <optional>

namespace quickbooking {

namespace {

using namespace std::chrono_literals;

constexpr auto service_window = 24h;

// -- versions ---

struct graph_version {
  std::string_view name;
  std::chrono::sys_days ends;
};

constexpr std::chrono::sys_days open_end{2100y / 1 / 1};

constexpr std::array graph_versions{
    graph_version{"v21.0", std::chrono::sys_days{2027y / 1 / 21}},
    graph_version{"v22.0", std::chrono::sys_days{2027y / 5 / 20}},
    graph_version{"v23.0", std::chrono::sys_days{2027y / 10 / 8}},
    graph_version{"v24.0", std::chrono::sys_days{2028y / 2 / 18}},
    graph_version{"v25.0", std::chrono::sys_days{2028y / 7 / 29}},
    graph_version{"v26.0", open_end},
};

std::optional<meta_error> check_token(const std::string& authorization, const meta_number& number) {
  constexpr std::string_view scheme = "Bearer ";
  if (!authorization.starts_with(scheme))
    return meta_error{meta_code::not_authenticated, "An access token is required."};
  if (authorization.substr(scheme.size()) != number.token)
    return meta_error{meta_code::token_expired, "The access token is not valid for this number."};
  return std::nullopt;
}

} // namespace

bool is_served(std::string_view version, instant now) {
  auto same = [version](const graph_version& x) { return x.name == version; };
  auto found = std::find_if(graph_versions.begin(), graph_versions.end(), same);
  return found != graph_versions.end() && now < found->ends;
}

meta_rules::meta_rules(std::vector<meta_number> numbers, std::string id_prefix)
    : id_prefix_(std::move(id_prefix)) {
  for (auto& number : numbers) {
    auto id = number.phone_number_id;
    numbers_.emplace(std::move(id), number_state{std::move(number), {}, {}});
  }
}

meta_verdict meta_rules::post_message(const meta_request& request, instant now) {
  if (!is_served(request.version, now))
    return meta_error{meta_code::unknown_path, "Version " + request.version + " is not served."};
  const auto number = numbers_.find(request.phone_number_id);
  if (number == numbers_.end())
    return meta_error{meta_code::unknown_number,
                      "Object with ID '" + request.phone_number_id + "' does not exist."};
  if (auto error = check_token(request.authorization, number->second.about))
    return *error;
  auto message = nlohmann::json::parse(request.body, nullptr, false);
  if (message.is_discarded())
    return meta_error{meta_code::invalid_parameter, "The body is not valid JSON."};
  if (auto error = check_message(message))
    return *error;
  if (message.contains("status"))
    return judge_read_receipt(message);
  return judge_outgoing(number->second, std::move(message), now);
}

meta_verdict meta_rules::judge_read_receipt(const nlohmann::json& message) const {
  if (!is_inbound_id(message.at("message_id").get<std::string>()))
    return meta_error{meta_code::invalid_value, "message_id is not of a message you received."};
  return meta_marked_read{};
}

meta_verdict meta_rules::judge_outgoing(number_state& number, nlohmann::json message, instant now) {
  const auto to = find_addressee(message, number.about);
  if (const auto* error = std::get_if<meta_error>(&to))
    return *error;
  const auto& who = std::get<meta_addressee>(to);
  const auto throughput = throughput_rate(number.about.per_second);
  if (!number.traffic.allows(throughput, now))
    return meta_error{meta_code::throughput, "Cloud API message throughput has been reached."};
  auto& pair = number.pairs[who.customer];
  if (!pair.sent.allows(pair_rate, now))
    return meta_error{meta_code::pair_limit, "Too many messages to this recipient. Try later."};
  if (message.value("type", "text") != "template" && now >= pair.last_inbound + service_window)
    return meta_error{meta_code::window_closed,
                      "More than 24 hours have passed since the customer last wrote."};
  number.traffic.take(throughput, now);
  pair.sent.take(pair_rate, now);
  auto callback_data = message.value("biz_opaque_callback_data", "");
  return meta_accepted{next_id('O'), who.customer, who.input, std::move(callback_data),
                       std::move(message)};
}

std::string meta_rules::customer_wrote(const std::string& phone_number_id,
                                       const std::string& customer, instant now) {
  const auto number = numbers_.find(phone_number_id);
  if (number == numbers_.end())
    return {};
  auto& state = number->second;
  state.traffic.take(throughput_rate(state.about.per_second), now);
  auto& pair = state.pairs[customer];
  pair.last_inbound = std::max(pair.last_inbound, now);
  return next_id('I');
}

void meta_rules::expect_customers(std::size_t count) {
  for (auto& [id, number] : numbers_)
    number.pairs.reserve(count);
}

const meta_number* meta_rules::find_number(const std::string& phone_number_id) const {
  const auto number = numbers_.find(phone_number_id);
  return number != numbers_.end() ? &number->second.about : nullptr;
}

std::string meta_rules::next_id(char direction) {
  return "wamid." + id_prefix_ + direction + std::to_string(++ids_);
}

bool meta_rules::is_inbound_id(std::string_view id) const {
  const auto start = "wamid." + id_prefix_ + "I";
  if (!id.starts_with(start))
    return false;
  std::uint64_t number = 0;
  const auto* end = id.data() + id.size();
  const auto read = std::from_chars(id.data() + start.size(), end, number);
  return read.ptr == end && number >= 1 && number <= ids_;
}

} // namespace quickbooking
