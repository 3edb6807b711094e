#include "tests/end_to_end/one_node.hpp"

#include "net/http/signature.hpp"
#include "tests/support/metrics_text.hpp"

#include <ctime>

namespace quickbooking {

namespace {

using nlohmann::json;

http_headers authorized() { return {{"Authorization", "Bearer " + std::string{api_token}}}; }

answer read(const http_client_answer& x) { return {x.status, json::parse(x.body, nullptr, false)}; }

} // namespace

std::unique_ptr<node_process> start_node(std::uint16_t redis_port, const json& extra) {
  return start_node(QUICKBOOKING_BINARY_DIR "/apps/node/quickbooking-node", redis_port, extra, {});
}

std::unique_ptr<node_process> start_node(const std::string& program, std::uint16_t redis_port,
                                         const json& extra, std::vector<std::string> environment,
                                         std::vector<std::string> launcher) {
  json config{{"listen", {{"address", "127.0.0.1"}, {"port", 0}}},
              {"redis", {{"host", "127.0.0.1"}, {"port", redis_port}}},
              {"catalog", QUICKBOOKING_SOURCE_DIR "/cluster-config/demo-salon.json"},
              {"customerMessagesPerSecond", 1000}, // test customers type as fast as they can
              {"graph", {{"baseUrl", "http://127.0.0.1:9"}}}};
  config.merge_patch(extra);
  for (auto& secret : {"QUICKBOOKING_APP_SECRET=" + std::string{app_secret},
                       std::string{"QUICKBOOKING_VERIFY_TOKEN=test-verify-token"},
                       "QUICKBOOKING_API_TOKEN=" + std::string{api_token},
                       std::string{"QUICKBOOKING_GRAPH_TOKEN=test-graph-token"}})
    environment.push_back(secret);
  return std::make_unique<node_process>(program, config, std::move(environment),
                                        std::move(launcher));
}

std::string answer::text() const {
  auto shown = payload();
  if (shown.contains("body"))
    return shown["body"].value("text", std::string{});
  return shown.value("text", std::string{});
}

std::vector<std::string> answer::options() const {
  std::vector<std::string> ids;
  auto action = payload().value("action", json::object());
  for (auto& button : action.value("buttons", json::array()))
    ids.push_back(button["reply"]["id"]);
  for (auto& section : action.value("sections", json::array()))
    for (auto& row : section["rows"])
      ids.push_back(row["id"]);
  return ids;
}

std::string answer::option(std::string_view prefix) const {
  for (auto& id : options())
    if (id.starts_with(prefix))
      return id;
  return {};
}

api_customer::api_customer(const std::string& url, std::string phone)
    : phone_(std::move(phone)),
      http_(url) {}

answer api_customer::post(std::string_view target, json body) {
  return read(http_.post(target, body.dump(), authorized()));
}

answer api_customer::says(const std::string& text, const json& extra) {
  json body{{"text", text}, {"customerPhone", phone_}, {"salonId", demo_salon}};
  body.update(extra);
  return post("/v1/booking-requests", std::move(body));
}

answer api_customer::taps(const std::string& button_id, const json& extra) {
  json body{{"buttonId", button_id}, {"customerPhone", phone_}};
  body.update(extra);
  return post("/v1/button-clicks", std::move(body));
}

answer api_customer::books(const std::string& text) {
  auto card = taps(says(text).option("slot_"));
  return taps(card.option("confirm_"));
}

answer get(const std::string& url, std::string_view target) {
  return read(http_client{url}.get(target, authorized()));
}

std::string text_webhook(const std::string& phone_digits,
                         const std::vector<std::pair<std::string, std::string>>& messages) {
  json list = json::array();
  for (auto& [id, text] : messages)
    list.push_back({{"from", phone_digits},
                    {"id", id},
                    {"timestamp", std::to_string(std::time(nullptr))},
                    {"type", "text"},
                    {"text", {{"body", text}}}});
  json value{{"messaging_product", "whatsapp"},
             {"metadata", {{"phone_number_id", demo_number}}},
             {"messages", list}};
  return json{{"object", "whatsapp_business_account"},
              {"entry", {{{"id", "1"}, {"changes", {{{"field", "messages"}, {"value", value}}}}}}}}
      .dump();
}

int deliver(const std::string& url, const std::string& body) {
  return http_client{url}
      .post("/webhook", body, {{"X-Hub-Signature-256", sign(app_secret, body)}})
      .status;
}

double metric(const std::string& url, const std::string& line) {
  return metric_in(http_client{url}.get("/metrics").body, line).value_or(0);
}

double turns_without_redis(const std::string& url) {
  return metric(url, R"(quickbooking_transitions_total{durable="archive"})")
         + metric(url, R"(quickbooking_transitions_total{durable="false"})");
}

bool becomes(const std::string& url, std::string_view status) {
  return eventually([&] { return get(url, "/readyz").body.value("status", "") == status; });
}

} // namespace quickbooking
