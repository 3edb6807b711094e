#define CAF_SUITE json_writer
#include "messages/encoding/json_writer.hpp"
#include "tests/messages/json_tree.hpp"
#include "tests/messages/random_session.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using nlohmann::json;

namespace {

std::string written(std::string_view text) {
  std::string result;
  json_writer{result}.value(text);
  return result;
}

/// Any session, with bytes in it that are no text.
session hostile_session(random_values& random) {
  auto x = random_session(random);
  x.customer_id = random.bytes(40);
  x.wanted.service_name = random.bytes(20);
  x.wanted.day_of_week = std::chrono::weekday{static_cast<unsigned>(random.below(7))};
  x.wanted.date = std::chrono::year{2027} / 3 / 5;
  x.wanted.part = part_of_day::evening;
  x.wanted.is_usual = random.coin();
  x.original_intent = x.wanted;
  x.intent_extra = {{"isAnytime", random.coin()}, {random.words() + "x", {1.5, nullptr, "a\"b"}}};
  auto slots = x.slots.all();
  for (auto& each : slots) {
    each.master_name = random.bytes(12);
    if (random.coin())
      each.extra["indicators"] = random.coin() ? json{{"rank", 1}} : json("none");
  }
  x.slots = std::move(slots);
  if (random.coin())
    x.last_interaction_at = random.time();
  return x;
}

} // namespace

CAF_TEST(every_byte_is_written_as_a_tree_of_values_would_write_it) {
  for (int c = 0; c < 256; ++c)
    for (auto text :
         {std::string(1, static_cast<char>(c)), std::string{"a"} + static_cast<char>(c) + "b",
          std::string{"תס"} + static_cast<char>(c) + "ש"})
      CAF_REQUIRE_EQUAL(written(text), to_text(json(text)));
}

CAF_TEST(a_special_byte_is_seen_wherever_it_stands) {
  const std::string plain = "3 Rothschild Blvd ~";
  for (int c = 0; c < 256; ++c)
    for (std::size_t at = 0; at < plain.size(); ++at) {
      auto text = plain;
      text[at] = static_cast<char>(c);
      CAF_REQUIRE_EQUAL(written(text), to_text(json(text)));
    }
}

CAF_TEST(hostile_texts_are_written_as_a_tree_of_values_would_write_them) {
  random_values random{5};
  for (int i = 0; i < 5000; ++i) {
    const auto text = random.bytes(60);
    CAF_REQUIRE_EQUAL(written(text), to_text(json(text)));
  }
}

CAF_TEST(values_are_separated_by_commas_and_members_are_left_out_where_there_is_no_value) {
  std::string text;
  json_writer out{text};
  out.begin_object().member("a", 1).member("b", std::optional<std::string>{}).member("c", true);
  out.key("d").begin_array().value("x").value(-7).null().begin_object().end_object().end_array();
  out.member("e", std::optional<std::string>{"y"}).members({{"f", {1, 2}}, {"g\"", nullptr}});
  out.members(nullptr).members({1, 2}).end_object();
  CAF_CHECK_EQUAL(text, R"({"a":1,"c":true,"d":["x",-7,null,{}],"e":"y","f":[1,2],"g\"":null})");
}

CAF_TEST(a_snapshot_is_what_a_tree_of_values_would_make_of_it) {
  random_values random{23};
  for (int i = 0; i < 500; ++i) {
    const auto x = hostile_session(random);
    const auto header = header_of(x.version);
    const auto tree = header + json_tree::snapshot_without_header(x).substr(1);
    const auto text = to_snapshot(x);
    CAF_REQUIRE_EQUAL(text, tree);
  }
}

CAF_TEST(replies_are_what_a_tree_of_values_would_make_of_them) {
  for (const auto& x : sample_replies())
    CAF_CHECK_EQUAL(json_of(x), json_tree::to_payload(x).dump());
}
