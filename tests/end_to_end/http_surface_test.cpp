#define CAF_SUITE http_surface

#include "net/http/signature.hpp"
#include "tests/end_to_end/one_node.hpp"

#include <caf/test/unit_test.hpp>

#include <ctime>

using namespace quickbooking;
using nlohmann::json;

namespace {

struct world {
  private_redis redis;
  std::unique_ptr<node_process> node = start_node(redis.port());
  std::string url = node->url();
  http_client http{url};

  http_client_answer post_signed(const std::string& body) {
    return http.post("/webhook", body, {{"X-Hub-Signature-256", sign(app_secret, body)}});
  }

  http_client_answer post_v1(const std::string& target, const std::string& body) {
    return http.post(target, body, {{"Authorization", "Bearer " + std::string{api_token}}});
  }
};

std::string code_of(const http_client_answer& x) {
  auto body = json::parse(x.body, nullptr, false);
  return body.is_object() ? body["error"].value("code", "") : "";
}

/// A delivery with one message of this type and content.
std::string delivery(const std::string& id, const std::string& type, const json& content) {
  json message{{"from", "15550004001"},
               {"id", id},
               {"timestamp", std::to_string(std::time(nullptr))},
               {"type", type}};
  if (!content.is_null())
    message[type] = content;
  auto body = json::parse(text_webhook("15550004001", {{"x", "x"}}));
  body["entry"][0]["changes"][0]["value"]["messages"] = json::array({message});
  return body.dump();
}

} // namespace

CAF_TEST(the_webhook_is_verified_by_its_token_only) {
  world w;
  auto good = w.http.get(
      "/webhook?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=test-verify-token");
  CAF_CHECK_EQUAL(good.status, 200);
  CAF_CHECK_EQUAL(good.body, "1158201444");
  CAF_CHECK_EQUAL(
      w.http.get("/webhook?hub.mode=subscribe&hub.challenge=1&hub.verify_token=no").status, 403);
  CAF_CHECK_EQUAL(w.http.get("/webhook").status, 403);
}

CAF_TEST(a_delivery_with_a_wrong_or_no_signature_has_no_effect) {
  world w;
  auto body = text_webhook("15550004002", {{"wamid.s", "Haircut"}});
  CAF_CHECK_EQUAL(w.http.post("/webhook", body).status, 401);
  auto forged = w.http.post("/webhook", body, {{"X-Hub-Signature-256", sign("other", body)}});
  CAF_CHECK_EQUAL(forged.status, 401);
  CAF_CHECK_EQUAL(code_of(forged), "bad_signature");
  CAF_CHECK_EQUAL(w.post_signed(body).status, 200);
  CAF_CHECK_EQUAL(metric(w.url, R"(quickbooking_transitions_total{durable="true"})")
                      + turns_without_redis(w.url),
                  1);
}

CAF_TEST(every_type_of_message_is_accepted_and_none_is_a_crash) {
  world w;
  int n = 0;
  for (auto& [type, content] : std::vector<std::pair<std::string, json>>{
           {"image", {{"id", "1"}, {"mime_type", "image/jpeg"}}},
           {"audio", {{"id", "1"}, {"voice", true}}},
           {"video", {{"id", "1"}}},
           {"document", {{"id", "1"}, {"filename", "x"}}},
           {"sticker", {{"id", "1"}, {"animated", false}}},
           {"location", {{"latitude", 1.5}, {"longitude", 2.5}}},
           {"contacts", json::array()},
           {"reaction", {{"message_id", "wamid.z"}}},
           {"order", {{"catalog_id", "1"}}},
           {"system", {{"type", "user_changed_number"}, {"body", "x"}}},
           {"unsupported", {{"type", "edit"}}},
           {"button", {{"payload", "rem:ok:42"}, {"text", "Yes"}}},
           {"interactive", {{"type", "nfm_reply"}, {"nfm_reply", {{"name", "flow"}}}}},
           {"interactive", {{"type", "not_known_yet"}}},
           {"interactive", 7},
           {"text", {{"body", 5}}},
           {"hologram", nullptr}})
    CAF_CHECK_EQUAL(w.post_signed(delivery("wamid.t" + std::to_string(n++), type, content)).status,
                    200);
  CAF_CHECK(w.node->is_running());
  CAF_CHECK_EQUAL(w.http.get("/healthz").status, 200);
}

CAF_TEST(unknown_numbers_and_late_deliveries_are_accepted_and_counted) {
  world w;
  auto body = json::parse(text_webhook("15550004003", {{"wamid.u", "Haircut"}}));
  auto& value = body["entry"][0]["changes"][0]["value"];
  value["metadata"]["phone_number_id"] = "1";
  CAF_CHECK_EQUAL(w.post_signed(body.dump()).status, 200);
  value["metadata"]["phone_number_id"] = demo_number;
  value["messages"][0]["timestamp"] = "1700000000";
  CAF_CHECK_EQUAL(w.post_signed(body.dump()).status, 200);
  CAF_CHECK_EQUAL(metric(w.url, R"(quickbooking_messages_dropped_total{why="unknown_number"})"), 1);
  CAF_CHECK_EQUAL(metric(w.url, R"(quickbooking_messages_dropped_total{why="stale"})"), 1);
}

CAF_TEST(escapes_lone_surrogates_and_long_texts_are_read) {
  world w;
  auto around = text_webhook("15550004004", {{"wamid.e", "TEXT"}});
  auto with = [&](const std::string& id, const std::string& text) {
    auto body = around;
    body.replace(body.find("TEXT"), 4, text);
    body.replace(body.find("wamid.e"), 7, id);
    return w.post_signed(body).status;
  };
  CAF_CHECK_EQUAL(with("wamid.e1", R"(\ud83d\ude00 \/ Haircut)"), 200);
  CAF_CHECK_EQUAL(with("wamid.e2", R"(Haircut \ud83d)"), 200);
  CAF_CHECK_EQUAL(with("wamid.e3", std::string(4096, 'a')), 200);
  CAF_CHECK_EQUAL(with("wamid.e4", std::string(60'000, 'b')), 200);
  CAF_CHECK_EQUAL(w.http.get("/healthz").status, 200);
}

CAF_TEST(what_is_no_delivery_gets_a_clear_400) {
  world w;
  for (auto body : {std::string{"{"}, std::string{""}, std::string{"[]"},
                    std::string{R"({"object":"page"})"}, std::string(100'000, '[')}) {
    auto refused = w.post_signed(body);
    CAF_CHECK_EQUAL(refused.status, 400);
    CAF_CHECK(!code_of(refused).empty());
  }
  CAF_CHECK_EQUAL(w.post_signed(std::string(3 * 1024 * 1024 + 1, ' ')).status, 413);
  CAF_CHECK_EQUAL(w.http.get("/healthz").status, 200);
}

CAF_TEST(v1_names_what_is_wrong_with_a_request) {
  world w;
  auto code = [&](const std::string& target, const json& body) {
    auto refused = w.post_v1(target, body.is_string() ? body.get<std::string>() : body.dump());
    return std::to_string(refused.status) + " " + code_of(refused);
  };
  json good{{"text", "Haircut"}, {"customerPhone", "+15550004005"}, {"salonId", demo_salon}};
  auto changed = [&](const json& patch) {
    auto body = good;
    body.merge_patch(patch);
    return code("/v1/booking-requests", body);
  };
  CAF_CHECK_EQUAL(code("/v1/booking-requests", "{"), "400 malformed_json");
  CAF_CHECK_EQUAL(changed({{"text", nullptr}}), "400 missing_field");
  CAF_CHECK_EQUAL(changed({{"text", 5}}), "400 invalid_field");
  CAF_CHECK_EQUAL(changed({{"text", std::string(4097, 'a')}}), "400 text_too_long");
  CAF_CHECK_EQUAL(changed({{"customerPhone", "nobody"}}), "400 invalid_phone");
  CAF_CHECK_EQUAL(changed({{"salonId", "elsewhere"}}), "404 unknown_salon");
  CAF_CHECK_EQUAL(code("/v1/button-clicks", {{"customerPhone", "+15550004005"}}),
                  "400 missing_field");
  CAF_CHECK_EQUAL(w.post_v1("/v1/booking-requests", good.dump()).status, 200);
}

CAF_TEST(v1_wants_the_bearer_token) {
  world w;
  CAF_CHECK_EQUAL(w.http.get("/v1/sessions").status, 401);
  CAF_CHECK_EQUAL(w.http.get("/v1/sessions", {{"Authorization", "Bearer wrong"}}).status, 401);
  CAF_CHECK_EQUAL(w.http.post("/v1/booking-requests", "{}").status, 401);
}

CAF_TEST(paths_and_methods_that_are_not_offered_are_told_apart) {
  world w;
  CAF_CHECK_EQUAL(w.http.get("/nothing").status, 404);
  CAF_CHECK_EQUAL(w.http.send("PUT", "/webhook").status, 405);
  CAF_CHECK_EQUAL(w.http.get("/").status, 404); // no demo mode
  CAF_CHECK_EQUAL(w.http.get("/demo.json").status, 404);
}

CAF_TEST(logs_and_metrics_show_no_phone_and_no_secret) {
  world w;
  api_customer{w.url, "+15550004006"}.says("Haircut tomorrow 3pm");
  w.redis.kill();
  api_customer{w.url, "+15550004006"}.says("Massage tomorrow 3pm");
  CAF_REQUIRE(becomes(w.url, "degraded"));
  auto seen = w.node->log_tail() + w.http.get("/metrics").body;
  for (auto word : {"15550004006", "test-api-token", "salon-test-secret", "test-graph-token"})
    CAF_CHECK(seen.find(word) == std::string::npos);
}
