#define CAF_SUITE reply_limits
#include "messages/reply/reply.hpp"
#include "tests/messages/sample_replies.hpp"

#include <caf/test/unit_test.hpp>

#include <functional>

using namespace quickbooking;

namespace {

std::string complaints(const reply& x) {
  std::string all;
  for (const auto& each : limit_violations(x))
    all += each + "\n";
  return all;
}

bool complains(const reply& x, const std::string& field) {
  return complaints(x).find(field) != std::string::npos;
}

/// What the card becomes when `change` was done to it.
card changed(card x, const std::function<void(card&)>& change) {
  change(x);
  return x;
}

card buttons(const std::function<void(card&)>& change) { return changed(button_card(), change); }

card list(const std::function<void(card&)>& change) { return changed(list_card(), change); }

std::string units(std::size_t count) { return std::string(count, 'x'); }

std::vector<option> rows(std::size_t count) {
  std::vector<option> result;
  for (std::size_t i = 0; i < count; ++i)
    result.push_back({"row_" + std::to_string(i), "15:00", ""});
  return result;
}

} // namespace

CAF_TEST(replies_within_the_limits_are_not_complained_about) {
  for (const auto& x : sample_replies())
    CAF_CHECK_EQUAL(complaints(x), "");
}

CAF_TEST(everything_may_be_as_long_as_its_limit) {
  auto x = buttons([](card& c) {
    c.header = c.footer = units(60);
    c.body = units(1024);
    c.buttons = {{units(256), units(20), ""}};
  });
  CAF_CHECK_EQUAL(complaints(x), "");
  auto y = list([](card& c) {
    c.list_button = units(20);
    c.sections = {{units(24), {{units(200), units(24), units(72)}}}};
  });
  CAF_CHECK_EQUAL(complaints(y), "");
  CAF_CHECK_EQUAL(complaints(text_reply{units(4096)}), "");
}

CAF_TEST(nothing_may_be_longer_than_its_limit) {
  CAF_CHECK(complains(buttons([](card& c) { c.header = units(61); }), "header"));
  CAF_CHECK(complains(buttons([](card& c) { c.footer = units(61); }), "footer"));
  CAF_CHECK(complains(buttons([](card& c) { c.body = units(1025); }), "body"));
  CAF_CHECK(complains(buttons([](card& c) { c.buttons[0].title = units(21); }), "title"));
  CAF_CHECK(complains(buttons([](card& c) { c.buttons[0].id = units(257); }), "id"));
  CAF_CHECK(complains(list([](card& c) { c.body = units(1025); }), "body"));
  CAF_CHECK(complains(list([](card& c) { c.list_button = units(21); }), "list_button"));
  CAF_CHECK(complains(list([](card& c) { c.sections[0].title = units(25); }), "title"));
  CAF_CHECK(complains(list([](card& c) { c.sections[0].rows[0].title = units(25); }), "title"));
  CAF_CHECK(complains(list([](card& c) { c.sections[0].rows[0].id = units(201); }), "id"));
  CAF_CHECK(complains(list([](card& c) { c.sections[0].rows[0].description = units(73); }),
                      "description"));
  CAF_CHECK(complains(text_reply{units(4097)}, "text"));
  CAF_CHECK(complains(booking_confirmed{"17", "K7PX", units(4097)}, "text"));
  CAF_CHECK(complains(error_reply{"down", units(4097)}, "text"));
}

CAF_TEST(lengths_are_counted_in_utf16_units) {
  // An emoji is two units: ten of them fill a title, eleven do not fit.
  std::string title;
  for (int i = 0; i < 10; ++i)
    title += "💇";
  CAF_CHECK_EQUAL(complaints(buttons([&](card& c) { c.buttons[0].title = title; })), "");
  title += "💇";
  CAF_CHECK(complains(buttons([&](card& c) { c.buttons[0].title = title; }), "title"));
}

CAF_TEST(what_customers_read_or_tap_is_not_empty) {
  for (const std::string blank : {"", "  ", "\n"}) {
    CAF_CHECK(complains(buttons([&](card& c) { c.body = blank; }), "body"));
    CAF_CHECK(complains(buttons([&](card& c) { c.buttons[0].title = blank; }), "title"));
    CAF_CHECK(complains(buttons([&](card& c) { c.buttons[0].id = blank; }), "id"));
    CAF_CHECK(complains(list([&](card& c) { c.list_button = blank; }), "list_button"));
    CAF_CHECK(complains(list([&](card& c) { c.sections[1].rows[0].title = blank; }), "title"));
    CAF_CHECK(complains(list([&](card& c) { c.sections[1].rows[0].id = blank; }), "id"));
    CAF_CHECK(complains(text_reply{blank}, "text"));
  }
  CAF_CHECK(complains(buttons([](card& c) { c.header = " "; }), "header"));
}

CAF_TEST(titles_and_ids_have_no_space_around_them) {
  for (const std::string padded : {" x", "x ", "x\n"}) {
    CAF_CHECK(complains(buttons([&](card& c) { c.buttons[0].title = padded; }), "title"));
    CAF_CHECK(complains(buttons([&](card& c) { c.buttons[0].id = padded; }), "id"));
    CAF_CHECK(complains(list([&](card& c) { c.list_button = padded; }), "list_button"));
    CAF_CHECK(complains(list([&](card& c) { c.sections[0].title = padded; }), "title"));
    CAF_CHECK(complains(list([&](card& c) { c.sections[0].rows[0].title = padded; }), "title"));
    CAF_CHECK(complains(list([&](card& c) { c.sections[0].rows[0].id = padded; }), "id"));
  }
}

CAF_TEST(only_bodies_and_texts_have_several_lines) {
  const std::string two_lines = "a\nb", tabbed = "a\tb";
  CAF_CHECK_EQUAL(complaints(buttons([&](card& c) { c.body = two_lines; })), "");
  CAF_CHECK_EQUAL(complaints(text_reply{two_lines}), "");
  for (const auto& text : {two_lines, tabbed}) {
    CAF_CHECK(complains(buttons([&](card& c) { c.header = text; }), "header"));
    CAF_CHECK(complains(buttons([&](card& c) { c.footer = text; }), "footer"));
    CAF_CHECK(complains(buttons([&](card& c) { c.buttons[0].title = text; }), "title"));
    CAF_CHECK(complains(list([&](card& c) { c.sections[0].title = text; }), "title"));
    CAF_CHECK(complains(list([&](card& c) { c.sections[0].rows[0].title = text; }), "title"));
    CAF_CHECK(
        complains(list([&](card& c) { c.sections[0].rows[0].description = text; }), "description"));
  }
}

CAF_TEST(nothing_to_tap_appears_twice) {
  CAF_CHECK(complains(buttons([](card& c) { c.buttons[1].id = c.buttons[0].id; }), "id"));
  CAF_CHECK(complains(buttons([](card& c) { c.buttons[1].title = c.buttons[0].title; }), "title"));
  CAF_CHECK(complains(list([](card& c) { c.sections[1].rows[0].id = "slot_a"; }), "id"));
}

CAF_TEST(the_same_hour_may_stand_under_two_days) {
  const auto x = list_card();
  CAF_REQUIRE_EQUAL(x.sections[0].rows[0].title, x.sections[1].rows[0].title);
  CAF_CHECK_EQUAL(complaints(x), "");
}

CAF_TEST(a_card_has_one_to_three_buttons) {
  for (std::size_t count : {1u, 3u, 4u}) {
    auto x = buttons([&](card& c) { c.buttons.resize(count); });
    for (std::size_t i = 0; i < count; ++i)
      x.buttons[i] = {"id" + std::to_string(i), "title" + std::to_string(i), ""};
    CAF_CHECK_EQUAL(complains(x, "buttons"), count > 3);
  }
}

CAF_TEST(a_list_has_one_to_ten_rows_in_all) {
  CAF_CHECK_EQUAL(complaints(list([](card& c) { c.sections = {{"", rows(10)}}; })), "");
  CAF_CHECK(complains(list([](card& c) { c.sections = {{"", rows(11)}}; }), "rows"));
  CAF_CHECK(complains(list([](card& c) { c.sections[0].rows = rows(10); }), "rows"));
  CAF_CHECK(complains(list([](card& c) { c.sections[0].rows.clear(); }), "rows"));
  CAF_CHECK(complains(list([](card& c) { c.sections.clear(); }), "sections"));
}

CAF_TEST(a_list_has_at_most_ten_sections) {
  auto x = list([](card& c) { c.sections.clear(); });
  for (const auto& row : rows(11))
    x.sections.push_back({row.id, {row}});
  CAF_CHECK(complains(x, "sections"));
}

CAF_TEST(sections_need_titles_only_where_there_are_several) {
  CAF_CHECK(complains(list([](card& c) { c.sections[1].title.clear(); }), "title"));
  CAF_CHECK_EQUAL(complaints(list([](card& c) {
                    c.sections.pop_back();
                    c.sections[0].title.clear();
                  })),
                  "");
}

CAF_TEST(a_card_has_either_buttons_or_a_list) {
  auto both = list_card();
  both.buttons = button_card().buttons;
  CAF_CHECK(complains(both, "sections"));
  CAF_CHECK(complains(card{}, "sections"));
}

CAF_TEST(text_that_would_be_lost_or_broken_is_complained_about) {
  CAF_CHECK(
      complains(buttons([](card& c) { c.buttons[0].description = "60 min"; }), "description"));
  CAF_CHECK(complains(text_reply{"caf\xE9"}, "UTF-8"));
}
