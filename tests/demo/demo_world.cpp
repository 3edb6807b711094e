#include "tests/demo/demo_world.hpp"

#include "net/http/http_client.hpp"

#include <fstream>
#include <random>
#include <stdexcept>

namespace quickbooking {

namespace {

using nlohmann::json;

/// As many hex digits as a guesser would have to try.
std::string random_secret() {
  std::random_device random;
  std::string text;
  for (int i = 0; i < 32; ++i)
    text += "0123456789abcdef"[random() % 16];
  return text;
}

json first_salon(const std::string& catalog) {
  std::ifstream file{catalog};
  const auto all = json::parse(file, nullptr, false);
  if (!all.is_object() || !all.contains("salons"))
    throw std::runtime_error("no salons in " + catalog);
  return all.at("salons").at(0);
}

meta_number number_of(const json& salon, const std::string& token) {
  meta_number number;
  number.phone_number_id = salon.at("phoneNumberId").get<std::string>();
  for (auto c : salon.at("contactPhone").get<std::string>())
    if (c >= '0' && c <= '9')
      number.display_phone += c;
  number.country_code = "1";
  number.account_id = "900100200300400";
  number.token = token;
  return number;
}

} // namespace

nlohmann::ordered_json to_json(const demo_access& x) {
  return {{"url", x.url},
          {"redis", x.redis},
          {"salonId", x.salon_id},
          {"phoneNumberId", x.phone_number_id},
          {"appSecret", x.app_secret},
          {"verifyToken", x.verify_token},
          {"apiToken", x.api_token},
          {"graph", x.graph}};
}

demo_world::demo_world(const demo_options& options) {
  const auto salon = first_salon(options.catalog);
  access_.salon_id = salon.at("id").get<std::string>();
  access_.salon_name = salon.at("name").get<std::string>();
  access_.redis = "redis://127.0.0.1:" + std::to_string(redis_.port());
  access_.app_secret = random_secret();
  access_.verify_token = random_secret();
  access_.api_token = random_secret();
  const auto graph_token = random_secret();
  const auto number = number_of(salon, graph_token);
  access_.phone_number_id = number.phone_number_id;
  meta_stand_in_options meta;
  meta.numbers = {number};
  meta.webhooks.app_secret = access_.app_secret;
  meta_ = std::make_unique<meta_stand_in>(std::move(meta));
  access_.graph = meta_->url();
  start_node(options, graph_token);
}

/// In order, so that what is under way reaches Redis and the stand-in.
demo_world::~demo_world() { node_->terminate(); }

void demo_world::start_node(const demo_options& options, const std::string& graph_token) {
  const json page_settings{{"graph", access_.graph},
                           {"demo", control_.url()},
                           {"apiToken", access_.api_token},
                           {"phone", demo_phone},
                           {"salonName", access_.salon_name}};
  const json config{{"listen", {{"address", "127.0.0.1"}, {"port", options.port}}},
                    {"redis", {{"host", "127.0.0.1"}, {"port", redis_.port()}}},
                    {"catalog", options.catalog},
                    {"graph", {{"baseUrl", access_.graph}, {"version", "v26.0"}}},
                    {"demo", {{"page", options.page_folder}, {"settings", page_settings}}}};
  node_ = std::make_unique<node_process>(
      options.node_program, config,
      std::vector<std::string>{"QUICKBOOKING_APP_SECRET=" + access_.app_secret,
                               "QUICKBOOKING_VERIFY_TOKEN=" + access_.verify_token,
                               "QUICKBOOKING_API_TOKEN=" + access_.api_token,
                               "QUICKBOOKING_GRAPH_TOKEN=" + graph_token});
  access_.url = node_->url();
  meta_->service().set_webhook(access_.url + "/webhook");
  wait_for_redis();
}

/// A node is ready before its Redis is: what came now would be handled from memory.
void demo_world::wait_for_redis() {
  http_client client{access_.url};
  auto is_ok = [&client] {
    const auto health = json::parse(client.get("/readyz").body, nullptr, false);
    return health.is_object() && health.value("status", "") == "ok";
  };
  if (!eventually(is_ok))
    throw std::runtime_error("the node does not find its Redis:\n" + node_->log_tail());
}

} // namespace quickbooking
