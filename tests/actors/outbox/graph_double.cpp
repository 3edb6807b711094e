#include "tests/actors/outbox/graph_double.hpp"

#include <utility>

namespace quickbooking {

using transport = graph_http_answer::transport;

graph_http_answer accepted_answer() {
  return {transport::answered, 200, R"({"messages":[{"id":"wamid.X"}]})", ""};
}

graph_http_answer error_answer(int code, int status) {
  const nlohmann::json body{{"error", {{"code", code}, {"message", "made by a test"}}}};
  return {transport::answered, status, body.dump(), ""};
}

graph_http_answer lost_answer() { return {transport::lost, 0, "", "connection reset"}; }

graph_http_answer not_sent_answer() { return {transport::not_sent, 0, "", "connection refused"}; }

void graph_double::post_message(std::string phone_number_id, std::string token, std::string body,
                                std::function<void(graph_http_answer)> done) {
  auto json = nlohmann::json::parse(body);
  auto customer = json.value("to", json.value("recipient", ""));
  auto out_id = json.value("biz_opaque_callback_data", "");
  posts.push_back({std::move(phone_number_id), std::move(token), std::move(customer),
                   std::move(out_id), std::move(json), done});
  if (const auto now = answer(posts.back()))
    done(*now);
}

std::vector<std::string> graph_double::out_ids() const {
  std::vector<std::string> seen;
  for (const auto& x : posts)
    seen.push_back(x.out_id);
  return seen;
}

} // namespace quickbooking
