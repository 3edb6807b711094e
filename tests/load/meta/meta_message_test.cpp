#define CAF_SUITE meta_message
#include "load/meta/meta_message.hpp"

#include <caf/test/unit_test.hpp>

#include <functional>
#include <string>

using namespace quickbooking;
using nlohmann::json;

namespace {

json with(const std::string& type, json object) {
  return {{"messaging_product", "whatsapp"},
          {"to", "+15550001111"},
          {"type", type},
          {type, std::move(object)}};
}

json reply_button(const std::string& id, const std::string& title) {
  return {{"type", "reply"}, {"reply", {{"id", id}, {"title", title}}}};
}

json buttons(json list) {
  return with("interactive", {{"type", "button"},
                              {"body", {{"text", "Which time?"}}},
                              {"action", {{"buttons", std::move(list)}}}});
}

json row(const std::string& id) { return {{"id", id}, {"title", "3:00 PM"}}; }

json rows(int from, int to) {
  auto all = json::array();
  for (int i = from; i < to; ++i)
    all.push_back(row("r" + std::to_string(i)));
  return all;
}

json list(json sections) {
  return with("interactive",
              {{"type", "list"},
               {"body", {{"text", "Which time?"}}},
               {"action", {{"button", "Select time"}, {"sections", std::move(sections)}}}});
}

json section(json its_rows) { return {{"title", "Friday"}, {"rows", std::move(its_rows)}}; }

/// The code with which it is refused; -1 if Meta would take it.
int refusal(const json& message) {
  const auto error = check_message(message);
  return error ? error->code : -1;
}

/// A message after a change at one place.
json changed(json message, const char* pointer, json value) {
  message[json::json_pointer{pointer}] = std::move(value);
  return message;
}

std::string repeated(const std::string& piece, int times) {
  std::string all;
  for (int i = 0; i < times; ++i)
    all += piece;
  return all;
}

const json hello = with("text", {{"body", "hello"}});
const json two_buttons = buttons({reply_button("a", "One"), reply_button("b", "Two")});
const json one_list = list({section(rows(0, 2))});

} // namespace

CAF_TEST(plain_messages_of_every_kind_we_send_are_taken) {
  CAF_CHECK_EQUAL(refusal(hello), -1);
  CAF_CHECK_EQUAL(refusal(two_buttons), -1);
  CAF_CHECK_EQUAL(refusal(one_list), -1);
  CAF_CHECK_EQUAL(refusal(changed(hello, "/biz_opaque_callback_data", "out-7")), -1);
  const json read{{"messaging_product", "whatsapp"}, {"status", "read"}, {"message_id", "wamid.X"}};
  CAF_CHECK_EQUAL(refusal(read), -1);
}

CAF_TEST(lengths_end_exactly_at_the_limit) {
  struct limit {
    const json& message;
    const char* pointer;
    int max;
  };
  const auto rich = changed(changed(two_buttons, "/interactive/footer", {{"text", "f"}}),
                            "/interactive/header", {{"type", "text"}, {"text", "h"}});
  const std::initializer_list<limit> limits{
      {hello, "/text/body", 4096},
      {hello, "/biz_opaque_callback_data", 512},
      {rich, "/interactive/body/text", 1024},
      {rich, "/interactive/header/text", 60},
      {rich, "/interactive/footer/text", 60},
      {rich, "/interactive/action/buttons/0/reply/title", 20},
      {rich, "/interactive/action/buttons/0/reply/id", 256},
      {one_list, "/interactive/action/button", 20},
      {one_list, "/interactive/action/sections/0/title", 24},
      {one_list, "/interactive/action/sections/0/rows/0/title", 24},
      {one_list, "/interactive/action/sections/0/rows/0/id", 200},
      {one_list, "/interactive/action/sections/0/rows/0/description", 72},
  };
  for (const auto& x : limits) {
    CAF_MESSAGE(x.pointer);
    CAF_CHECK_EQUAL(refusal(changed(x.message, x.pointer, repeated("x", x.max))), -1);
    CAF_CHECK_EQUAL(refusal(changed(x.message, x.pointer, repeated("x", x.max + 1))), 131009);
    CAF_CHECK_EQUAL(refusal(changed(x.message, x.pointer, "")), 131009);
    CAF_CHECK_EQUAL(refusal(changed(x.message, x.pointer, 7)), 100);
  }
}

CAF_TEST(an_emoji_counts_two_and_a_hebrew_letter_one) {
  const auto* title = "/interactive/action/buttons/0/reply/title";
  CAF_CHECK_EQUAL(refusal(changed(two_buttons, title, repeated("\xF0\x9F\x98\x80", 10))), -1);
  CAF_CHECK_EQUAL(refusal(changed(two_buttons, title, repeated("\xF0\x9F\x98\x80", 10) + "x")),
                  131009);
  CAF_CHECK_EQUAL(refusal(changed(two_buttons, title, repeated("\xD7\xA9", 20))), -1);
}

CAF_TEST(buttons_are_one_to_three_and_differ) {
  const auto a = reply_button("a", "One");
  CAF_CHECK_EQUAL(refusal(buttons(json::array())), 131009);
  CAF_CHECK_EQUAL(refusal(buttons({a, reply_button("b", "2"), reply_button("c", "3")})), -1);
  CAF_CHECK_EQUAL(
      refusal(buttons({a, reply_button("b", "2"), reply_button("c", "3"), reply_button("d", "4")})),
      131009);
  CAF_CHECK_EQUAL(refusal(buttons({a, reply_button("a", "Two")})), 131009);
  CAF_CHECK_EQUAL(refusal(buttons({a, reply_button("b", "One")})), 131009);
}

CAF_TEST(list_rows_are_counted_over_all_sections_and_their_ids_differ) {
  CAF_CHECK_EQUAL(refusal(list({section(rows(0, 5)), section(rows(5, 10))})), -1);
  CAF_CHECK_EQUAL(refusal(list({section(rows(0, 5)), section(rows(5, 11))})), 131009);
  CAF_CHECK_EQUAL(refusal(list({section(rows(0, 1)), section(rows(0, 1))})), 131009);
  CAF_CHECK_EQUAL(refusal(list({section(json::array())})), 131009);
  CAF_CHECK_EQUAL(refusal(list(json::array())), 131009);
  CAF_CHECK_EQUAL(refusal(list({{{"rows", rows(0, 1)}}})), 131008);
}

CAF_TEST(a_list_has_a_text_header_only) {
  const json image{{"type", "image"}, {"image", {{"id", "7"}}}};
  CAF_CHECK_EQUAL(refusal(changed(two_buttons, "/interactive/header", image)), -1);
  CAF_CHECK_EQUAL(refusal(changed(one_list, "/interactive/header", image)), 131009);
}

CAF_TEST(labels_have_no_outer_space_and_no_line_breaks) {
  const auto* title = "/interactive/action/buttons/0/reply/title";
  for (const auto* bad : {" One", "One ", "O\nne", "O\tne", "  "})
    CAF_CHECK_EQUAL(refusal(changed(two_buttons, title, bad)), 131009);
  CAF_CHECK_EQUAL(refusal(changed(two_buttons, "/interactive/action/buttons/0/reply/id", "a ")),
                  131009);
  CAF_CHECK_EQUAL(refusal(changed(two_buttons, "/interactive/body/text", "one\ntwo\n")), -1);
}

CAF_TEST(unexpected_parameters_are_refused_wherever_they_stand) {
  for (const auto* pointer :
       {"/colour", "/text/colour", "/interactive/colour", "/interactive/action/colour",
        "/interactive/body/colour", "/interactive/action/buttons/0/colour",
        "/interactive/action/buttons/0/reply/colour"}) {
    CAF_MESSAGE(pointer);
    const auto& base = std::string_view{pointer}.starts_with("/interactive") ? two_buttons : hello;
    CAF_CHECK_EQUAL(refusal(changed(base, pointer, "red")), 100);
  }
  CAF_CHECK_EQUAL(refusal(changed(one_list, "/interactive/action/sections/0/rows/0/colour", "red")),
                  100);
}

CAF_TEST(missing_parameters_are_named) {
  auto without = [](json message, const char* parent, const char* key) {
    message[json::json_pointer{parent}].erase(key);
    return message;
  };
  CAF_CHECK_EQUAL(refusal(without(hello, "", "to")), 131008);
  CAF_CHECK_EQUAL(refusal(without(hello, "", "text")), 131008);
  CAF_CHECK_EQUAL(refusal(without(hello, "", "messaging_product")), 131008);
  CAF_CHECK_EQUAL(refusal(without(two_buttons, "/interactive", "body")), 131008);
  CAF_CHECK_EQUAL(refusal(without(one_list, "/interactive/action", "button")), 131008);
  const auto error = check_message(without(two_buttons, "/interactive", "action"));
  CAF_REQUIRE(error.has_value());
  CAF_CHECK_EQUAL(error->details, "The parameter interactive['action'] is required.");
}

CAF_TEST(types_that_meta_does_not_know_are_refused) {
  CAF_CHECK_EQUAL(refusal(with("telegram", {{"body", "x"}})), 131051);
  CAF_CHECK_EQUAL(refusal(changed(two_buttons, "/interactive/type", "carousel3d")), 131051);
  CAF_CHECK_EQUAL(refusal(json::array()), 100);
}
