#define CAF_SUITE simulator_page
#include "tests/support/demo_program.hpp"
#include "tests/support/web_driver.hpp"

#include <caf/test/unit_test.hpp>

#include <string>

using namespace quickbooking;

namespace {

constexpr web_driver::window desk{1280, 900, false};
constexpr web_driver::window hand{390, 844, true};

const std::string pictures = QUICKBOOKING_BINARY_DIR "/tests/end_to_end/";

/// A person before the page.
struct fixture {
  demo_program demo{QUICKBOOKING_BINARY_DIR "/tests/demo/quickbooking-demo"};

  /// Writes and sees the answer's options: buttons of a card, or the button of a list.
  bool writes(web_driver& page, const std::string& text) {
    const auto before = answers(page);
    page.type("#text", text + "\n");
    return sees_more_than(page, before);
  }

  /// Taps the first option of this family in the newest card that has one, in its list if need be.
  bool taps(web_driver& page, const std::string& family) {
    const auto before = answers(page);
    const auto button = "[data-button^=" + family + "]";
    const auto row = "[data-row^=" + family + "]";
    if (page.shows(button, std::chrono::milliseconds{0})) {
      page.click(button);
    } else {
      page.click(".taps [aria-haspopup]");
      if (!page.shows(row))
        return false;
      page.run("document.querySelector('" + row + "').setAttribute('data-picked', '')");
      page.click("[data-picked]");
    }
    return sees_more_than(page, before);
  }

  int answers(web_driver& page) {
    return page.run("return document.querySelectorAll('.bubble:not(.mine)').length").get<int>();
  }

  bool sees_more_than(web_driver& page, int before) {
    return eventually([&] { return answers(page) > before; }, std::chrono::seconds{15});
  }

  bool reads(web_driver& page, const std::string& selector, const std::string& text) {
    return eventually([&] { return page.text(selector).find(text) != std::string::npos; },
                      std::chrono::seconds{20});
  }

  bool is_as_wide_as_the_window(web_driver& page) {
    return page.run("return document.documentElement.scrollWidth <= window.innerWidth") == true;
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(simulator_page_tests, fixture)

CAF_TEST(a_booking_takes_one_sentence_and_two_taps) {
  web_driver page{desk};
  page.open(demo.access("url") + "/");
  CAF_REQUIRE(page.shows("#health.good"));
  CAF_REQUIRE(writes(page, "Haircut Friday 3pm"));
  CAF_CHECK(reads(page, "#facts", "slots_shown"));
  page.screenshot(pictures + "page-slots.png");
  CAF_REQUIRE(taps(page, "slot_"));
  CAF_CHECK(reads(page, "#facts", "confirming"));
  CAF_REQUIRE(taps(page, "confirm_"));
  CAF_CHECK(
      !page.shows(".bubble:last-child [data-button^=confirm_]", std::chrono::milliseconds{0}));
  CAF_CHECK(reads(page, ".bubble:not(.mine)", "BK-"));
  CAF_CHECK(reads(page, "#trail", "deleted"));
  CAF_CHECK(is_as_wide_as_the_window(page));
  page.screenshot(pictures + "page-booked.png");
}

CAF_TEST(the_conversation_goes_on_while_redis_is_off) {
  web_driver page{desk};
  page.open(demo.access("url") + "/");
  CAF_REQUIRE(writes(page, "Haircut Friday 3pm"));
  page.click("[name=redis][value=stopped]");
  CAF_CHECK(page.shows("#health.warn"));
  CAF_CHECK(page.shows("#banner"));
  CAF_REQUIRE(taps(page, "slot_"));
  CAF_CHECK(reads(page, "#facts", "memory only"));
  page.screenshot(pictures + "page-degraded.png");
  page.click("[name=redis][value=running]");
  CAF_CHECK(page.shows("#health.good"));
  CAF_CHECK(reads(page, "#facts", "confirming"));
  CAF_REQUIRE(taps(page, "confirm_"));
  CAF_CHECK(reads(page, "#trail", "deleted"));
}

CAF_TEST(a_paused_redis_is_told_from_a_running_one) {
  web_driver page{desk};
  page.open(demo.access("url") + "/");
  CAF_REQUIRE(page.shows("#health.good"));
  page.click("[name=redis][value=paused]");
  CAF_REQUIRE(writes(page, "Haircut Friday 3pm"));
  CAF_CHECK(page.shows("#health.warn"));
  page.click("[name=redis][value=running]");
  CAF_CHECK(page.shows("#health.good"));
}

CAF_TEST(a_phone_in_the_hand_shows_hebrew_from_right_to_left) {
  web_driver page{hand};
  page.open(demo.access("url") + "/");
  CAF_REQUIRE(page.shows("#health"));
  page.click("[name=language][value=he]");
  CAF_REQUIRE(writes(page, "תספורת ביום שישי ב-15:00"));
  CAF_CHECK(page.run("return getComputedStyle(document.getElementById('chat')).direction")
            == "rtl");
  CAF_CHECK(reads(page, "#facts", "he"));
  CAF_CHECK(is_as_wide_as_the_window(page));
  page.run("window.scrollTo(0, 0)");
  page.screenshot(pictures + "page-hebrew.png");
}

CAF_TEST_FIXTURE_SCOPE_END()
