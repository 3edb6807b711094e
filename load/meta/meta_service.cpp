#include "load/meta/meta_service.hpp"

#include "load/meta/graph_request.hpp"

#include <chrono>
#include <random>

namespace quickbooking {

namespace {

using nlohmann::json;

instant wall_clock() {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

/// Message ids of two stand-ins must differ: a service remembers them for a day.
std::string random_prefix() {
  std::random_device random;
  return std::to_string(random()) + std::to_string(random());
}

/// To whom a request goes, before anybody has checked it; for faults.
std::string claimed_customer(const std::string& body) {
  const auto message = json::parse(body, nullptr, false);
  for (const auto* key : {"to", "recipient"})
    if (message.is_object() && message.contains(key) && message.at(key).is_string())
      return message.at(key).get<std::string>();
  return {};
}

/// What the customer's phone shows of a message.
json content_of(const json& message) {
  json content{{"type", message.value("type", "text")}};
  const auto type = content.at("type").get<std::string>();
  content[type] = message.at(type);
  return content;
}

} // namespace

meta_service::meta_service(std::vector<meta_number> numbers, webhook_options webhooks,
                           std::function<void()> changed)
    : rules_(std::move(numbers), random_prefix()),
      changed_(std::move(changed)),
      sender_(std::move(webhooks)) {}

// -- from the service ---

graph_reply meta_service::post_message(const meta_request& request) {
  std::lock_guard guard{mutex_};
  const auto fault = faults_.take(claimed_customer(request.body));
  if (!fault)
    return judge(request, wall_clock());
  auto reply = fault->refuses() ? graph_reply{} : judge(request, wall_clock());
  if (fault->code)
    reply = refuse({*fault->code, "A fault that was asked for."});
  if (fault->status)
    reply = {*fault->status, "<html>a proxy says no</html>", "text/html", {}, false};
  reply.delay = fault->delay;
  reply.never = fault->hang;
  return reply;
}

graph_reply meta_service::judge(const meta_request& request, instant now) {
  const auto verdict = rules_.post_message(request, now);
  if (const auto* error = std::get_if<meta_error>(&verdict))
    return refuse(*error);
  if (const auto* message = std::get_if<meta_accepted>(&verdict))
    return take(*message, *rules_.find_number(request.phone_number_id), now);
  return {200, R"({"success":true})", "application/json", {}, false};
}

graph_reply meta_service::refuse(const meta_error& why) {
  ++counts_.refused[why.code];
  counts_.last_refusal = "(#" + std::to_string(why.code) + ") " + why.details;
  return {http_status_of(why.code), to_error_body(why), "application/json", {}, false};
}

graph_reply meta_service::take(const meta_accepted& message, const meta_number& number,
                               instant now) {
  ++counts_.accepted;
  customers_.with(number.phone_number_id, message.customer)
      .add({message.wamid, false, now, "delivered", content_of(message.message), 0});
  const webhook_subject about{number, message.customer, message.wamid, now};
  report_status(about, "sent", message.callback_data);
  report_status(about, "delivered", message.callback_data);
  changed_();
  return {200, success_body(message), "application/json", {}, false};
}

void meta_service::report_status(const webhook_subject& about, const std::string& status,
                                 const std::string& callback_data) {
  sender_.post(about.customer, status_webhook(about, status, callback_data), [] {});
}

// -- from the customer ---

result<std::string> meta_service::act(const customer_action& what) {
  std::lock_guard guard{mutex_};
  const auto now = wall_clock();
  const auto* number = rules_.find_number(what.phone_number_id);
  if (!number)
    return fail("unknown_number", "no number has the id " + what.phone_number_id);
  const auto id = rules_.customer_wrote(what.phone_number_id, what.customer, now);
  customers_.with(what.phone_number_id, what.customer)
      .add({id, true, now, "pending", what.content, 0});
  const auto body
      = message_webhook({*number, what.customer, id, now}, what.profile_name, what.content);
  auto delivered = [this, key = what.phone_number_id, customer = what.customer, id] {
    std::lock_guard again{mutex_};
    customers_.with(key, customer).set_status(id, "delivered");
    changed_();
  };
  for (int i = 0; i < what.copies; ++i)
    sender_.post(what.customer, body, delivered);
  changed_();
  return id;
}

json meta_service::chat_since(const std::string& phone_number_id, const std::string& customer,
                              std::uint64_t change) {
  std::lock_guard guard{mutex_};
  const auto& its_chat = customers_.with(phone_number_id, customer);
  auto messages = json::array();
  for (const auto& entry : its_chat.since(change))
    messages.push_back(to_json(entry));
  return {{"change", its_chat.last_change()}, {"messages", std::move(messages)}};
}

std::optional<offered_option> meta_service::find_option(const std::string& phone_number_id,
                                                        const std::string& customer,
                                                        const std::string& option_id) {
  std::lock_guard guard{mutex_};
  return customers_.with(phone_number_id, customer).find_option(option_id);
}

// -- for tests ---

void meta_service::add_fault(meta_fault fault) {
  std::lock_guard guard{mutex_};
  faults_.add(std::move(fault));
}

void meta_service::clear_faults() {
  std::lock_guard guard{mutex_};
  faults_.clear();
}

meta_counts meta_service::counts() const {
  std::lock_guard guard{mutex_};
  auto counts = counts_;
  counts.webhooks_refused = sender_.refused();
  return counts;
}

} // namespace quickbooking
