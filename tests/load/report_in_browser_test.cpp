#define CAF_SUITE report_in_browser

#include "load/report/report_page.hpp"
#include "net/http/http_server.hpp"
#include "net/loop/event_loop.hpp"
#include "tests/load/sample_run.hpp"
#include "tests/support/web_driver.hpp"

#include <caf/test/unit_test.hpp>

#include <atomic>

using namespace quickbooking;

namespace {

const std::string pictures = QUICKBOOKING_BINARY_DIR "/tests/load/";

/// Serves one page at any path and counts who asks.
class page_server {
public:
  explicit page_server(std::string page)
      : server_{
          *http_server::listen(loop_.context(), "127.0.0.1", 0, {},
                               [this, page](const http_request&, const http_responder& answer) {
                                 ++requests_;
                                 answer({200, page, "text/html; charset=utf-8", {}});
                               })} {}

  std::string url() const { return "http://127.0.0.1:" + std::to_string(server_->port()) + "/"; }

  int requests() const { return requests_; }

private:
  std::atomic<int> requests_ = 0;
  event_loop loop_;
  std::shared_ptr<http_server> server_;
};

bool is_as_wide_as_the_window(web_driver& page) {
  return page.run("return document.documentElement.scrollWidth <= window.innerWidth") == true;
}

/// The pixels of the smallest text within a chart.
double smallest_text(web_driver& page) {
  return page
      .run("return Math.min(...[...document.querySelectorAll('.chart text')]"
           ".map(x => x.getBoundingClientRect().height).filter(x => x > 0))")
      .get<double>();
}

/// Whether two labels of an x axis touch.
bool labels_collide(web_driver& page) {
  return page.run(R"(
    for (const chart of document.querySelectorAll('.chart')) {
      const boxes = [...chart.querySelectorAll('text:not(.fault-label)')]
        .map(x => x.getBoundingClientRect()).filter(x => x.width > 0);
      for (let i = 1; i < boxes.length; ++i)
        if (boxes[i].left < boxes[i - 1].right + 2)
          return true;
    }
    return false)")
         == true;
}

void look(const web_driver::window& window, const std::string& picture) {
  const auto run = sample_run({1, 120, 1, true});
  const auto other = sample_run({2, 120, 1.6, false});
  const page_server server{report_page(run, &other)};
  web_driver page{window};
  page.open(server.url());
  CAF_CHECK(page.shows(".verdict.failed strong"));
  CAF_CHECK_EQUAL(page.text(".verdict strong"), "FAILED");
  CAF_CHECK(page.shows("#latency .chart"));
  CAF_CHECK(is_as_wide_as_the_window(page));
  CAF_CHECK(smallest_text(page) >= 10);
  CAF_CHECK(!labels_collide(page));
  CAF_CHECK(page.console_errors().empty());
  CAF_CHECK_EQUAL(page.run("return performance.getEntriesByType('resource').length"), 0);
  CAF_CHECK_EQUAL(server.requests(), 1);
  page.screenshot(pictures + picture);
}

} // namespace

CAF_TEST(on_a_desk_it_shows_the_verdict_without_errors_or_requests) {
  look({1400, 3000, false}, "report-desk.png");
}

CAF_TEST(in_a_hand_it_shows_the_verdict_without_errors_or_requests) {
  look({400, 6400, true}, "report-hand.png");
}

CAF_TEST(a_name_from_outside_runs_no_script) {
  auto run = sample_run({1, 10, 1, true});
  const std::string attack = "</title><script>document.body.id = 'owned'</script>"
                             "<img src=/x onerror=\"document.body.id = 'owned'\">";
  run.settings.scenario = attack;
  run.faults.front().label = attack;
  run.verdict.reasons = {attack};
  const page_server server{report_page(run)};
  web_driver page{{800, 900, false}};
  page.open(server.url());
  CAF_CHECK(page.text("h1").find("<script>document.body") != std::string::npos);
  CAF_CHECK_EQUAL(page.run("return document.body.id"), "");
  CAF_CHECK_EQUAL(page.run("return document.querySelectorAll('script, img').length"), 0);
  CAF_CHECK_EQUAL(server.requests(), 1);
  CAF_CHECK(page.console_errors().empty());
}

CAF_TEST(what_a_browser_complains_about_is_seen) {
  const page_server server{"<!DOCTYPE html><link rel=icon href=data:,><script>broken(</script>"};
  web_driver page{{800, 900, false}};
  page.open(server.url());
  CAF_CHECK_EQUAL(page.console_errors().size(), 1u);
}
