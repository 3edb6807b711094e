#include "load/meta/simulated_customer.hpp"

#include "net/http/url.hpp"

#include <algorithm>
#include <stdexcept>

namespace quickbooking {

namespace {

using nlohmann::json;

/// Beyond what the stand-in waits by itself.
constexpr std::chrono::seconds exchange_limit{40};

json checked(const http_client_answer& answer) {
  if (answer.status != 200)
    throw std::runtime_error("the stand-in answers " + std::to_string(answer.status) + " "
                             + answer.body + answer.reason);
  return json::parse(answer.body);
}

} // namespace

// -- received_message ---

std::string received_message::text() const {
  const auto& message = entry_.at("message");
  if (message.at("type") == "interactive")
    return message.at("interactive").at("body").at("text").get<std::string>();
  return message.at("type") == "text" ? message.at("text").at("body").get<std::string>() : "";
}

std::vector<tappable> received_message::options() const {
  std::vector<tappable> all;
  const auto& message = entry_.at("message");
  if (message.at("type") != "interactive")
    return all;
  const auto& action = message.at("interactive").at("action");
  for (const auto& button : action.value("buttons", json::array()))
    all.push_back({button.at("reply").at("id"), button.at("reply").at("title")});
  for (const auto& section : action.value("sections", json::array()))
    for (const auto& row : section.at("rows"))
      all.push_back({row.at("id"), row.at("title")});
  return all;
}

std::optional<tappable> received_message::option(std::string_view id_prefix) const {
  for (auto& each : options())
    if (each.id.starts_with(id_prefix))
      return each;
  return std::nullopt;
}

// -- simulated_customer ---

simulated_customer::simulated_customer(const std::string& stand_in_url, std::string phone)
    : client_(stand_in_url, exchange_limit),
      phone_(std::move(phone)),
      path_("/_sim/customers/" + percent_encode(phone_) + "/messages") {}

std::string simulated_customer::says(const std::string& text, int copies) {
  return act({{"text", text}}, copies);
}

std::string simulated_customer::taps(const std::string& button_id, int copies) {
  return act({{"buttonId", button_id}}, copies);
}

std::string simulated_customer::act(json what, int copies) {
  what["copies"] = copies;
  return checked(client_.post(path_, what.dump())).at("id").get<std::string>();
}

std::optional<received_message> simulated_customer::next(std::chrono::milliseconds limit) {
  const auto end = std::chrono::steady_clock::now() + limit;
  while (unread_.empty()) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        end - std::chrono::steady_clock::now());
    if (left.count() <= 0)
      return std::nullopt;
    read(left);
  }
  auto message = std::move(unread_.front());
  unread_.pop_front();
  return message;
}

void simulated_customer::read(std::chrono::milliseconds limit) {
  const auto news = checked(client_.get(path_ + "?after=" + std::to_string(change_)
                                        + "&wait_ms=" + std::to_string(limit.count())));
  change_ = news.at("change").get<std::uint64_t>();
  for (const auto& entry : news.at("messages")) {
    const auto id = entry.at("id").get<std::string>();
    const bool is_known = std::find(seen_.begin(), seen_.end(), id) != seen_.end();
    if (entry.at("from") != "salon" || is_known)
      continue;
    seen_.push_back(id);
    unread_.emplace_back(entry);
  }
}

} // namespace quickbooking
