#include "tests/end_to_end/webhook_customer.hpp"

#include "load/meta/meta_webhook.hpp"

#include <algorithm>
#include <stdexcept>

namespace quickbooking {

namespace {

using nlohmann::json;

bool is_copy(const faults::received_reply& x, const faults::received_reply& y) {
  return x.out_id == y.out_id && x.text == y.text && x.options == y.options;
}

} // namespace

meta_number demo_meta_number() {
  return {std::string{demo_number}, "12125550100",      "1",
          "900100200300400",        "test-graph-token", 1000};
}

webhook_message webhook_customer::make(json content, std::chrono::hours ago) {
  const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const auto id = graph_.customer_wrote(phone_);
  return {id, message_webhook({graph_.number(), phone_, id, now - ago}, "Noa", content)};
}

webhook_message webhook_customer::text(const std::string& words, std::chrono::hours ago) {
  return make({{"type", "text"}, {"text", {{"body", words}}}}, ago);
}

webhook_message webhook_customer::tap(std::string_view prefix) {
  const auto all = replies();
  const auto options = all.empty() ? std::vector<std::string>{} : all.back().options;
  const auto found = std::ranges::find_if(
      options, [prefix](const std::string& id) { return id.starts_with(prefix); });
  if (found == options.end())
    throw std::runtime_error(phone_ + " finds nothing to tap like " + std::string{prefix});
  const auto* type = options.size() > 3 ? "list_reply" : "button_reply";
  return make({{"type", "interactive"},
               {"interactive", {{"type", type}, {type, {{"id", *found}, {"title", "tapped"}}}}}},
              {});
}

webhook_message webhook_customer::status(const std::string& word) const {
  const auto all = replies();
  if (all.empty())
    throw std::runtime_error(phone_ + " has got nothing");
  const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const auto wamid = "wamid." + all.back().out_id;
  return {wamid, status_webhook({graph_.number(), phone_, wamid, now}, word, all.back().out_id)};
}

int webhook_customer::deliver(const std::string& url, const webhook_message& what) {
  return quickbooking::deliver(url, what.body);
}

std::vector<faults::received_reply> webhook_customer::replies() const {
  std::vector<faults::received_reply> kept;
  for (auto& each : graph_.received(phone_))
    if (std::ranges::none_of(kept, [&](const auto& x) { return is_copy(x, each); }))
      kept.push_back(std::move(each));
  return kept;
}

bool webhook_customer::has_more_than(std::size_t replies, std::chrono::milliseconds limit) const {
  return eventually([&] { return this->replies().size() > replies; }, limit);
}

bool webhook_customer::has_reply_to(const std::string& url, const webhook_message& what) {
  const auto known = replies().size();
  return deliver(url, what) == 200 && has_more_than(known);
}

} // namespace quickbooking
