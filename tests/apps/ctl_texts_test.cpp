#define CAF_SUITE ctl_texts

#include "apps/ctl/commands.hpp"
#include "apps/ctl/exit_codes.hpp"
#include "apps/ctl/text_table.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using json = nlohmann::ordered_json;

namespace {

std::string text_of(const std::string& command, const json& document) {
  ctl_command what;
  what.name = command;
  return human_text(what, document);
}

int exit_of(std::string code) { return exit_code_of({std::move(code), ""}); }

/// Parses as the program does; the exit code if it would end, 0 otherwise.
int parsed(std::vector<const char*> words, ctl_command* out = nullptr) {
  words.insert(words.begin(), "quickbooking-ctl");
  int exit_code = 0;
  const auto what = parse_ctl_command(static_cast<int>(words.size()), words.data(), exit_code);
  if (what && out)
    *out = *what;
  return exit_code;
}

} // namespace

CAF_TEST(columns_are_as_wide_as_their_widest_cell_in_letters_not_bytes) {
  text_table table{{"A", "LONGER"}};
  table.add({"Иван", "x"});
  table.add({"b", ""});
  CAF_CHECK_EQUAL(table.text(), "A     LONGER\nИван  x\nb\n");
}

CAF_TEST(what_others_wrote_cannot_move_the_cursor) {
  text_table table;
  table.add({"\x1b[2Jgone\n", "x"});
  CAF_CHECK_EQUAL(table.text(), "?[2Jgone?  x\n");
}

CAF_TEST(a_node_that_does_not_answer_has_its_row_and_the_reason) {
  const auto text = text_of(
      "nodes",
      {{"nodes",
        {{{"name", "node-a"},
          {"answers", true},
          {"inRing", true},
          {"draining", false},
          {"version", "0.1.0"},
          {"uptimeSeconds", 3725},
          {"sessionsInMemory", 12},
          {"turnsUnderWay", 1},
          {"redis", {{"state", "ok"}, {"dirtySessions", 0}}}},
         {{"name", "node-b"}, {"answers", false}, {"inRing", false}, {"reason", "no link"}}}}});
  CAF_CHECK(text.find("node-a  in    0.1.0    1h02m   12        1      0             ok\n")
            != std::string::npos);
  CAF_CHECK(text.find("no answer: no link") != std::string::npos);
}

CAF_TEST(redis_is_shown_with_the_reason_while_it_is_away) {
  const auto text = text_of("status", {{"url", "http://x"},
                                       {"status", "degraded"},
                                       {"redis",
                                        {{"state", "degraded"},
                                         {"since", "2026-11-29T18:00:00.000Z"},
                                         {"reason", "lost"},
                                         {"dirtySessions", 3}}}});
  CAF_CHECK(text.find("degraded (lost), since 2026-11-29T18:00:00.000Z") != std::string::npos);
  CAF_CHECK(text.find("not in redis  3 sessions") != std::string::npos);
}

CAF_TEST(documents_of_another_shape_are_no_crash) {
  for (const auto* command : {"status", "nodes", "drain", "sessions", "session", "statistics",
                              "backup", "restore", "dead-letters"})
    for (const json& x : {json::object(), json{{"nodes", 7}, {"sessions", "x"}, {"redis", {1}}},
                          json{{"nodes", {1, nullptr}}, {"sessions", {json::array()}}}})
      CAF_CHECK(!text_of(command, x).empty());
}

CAF_TEST(each_kind_of_error_has_its_exit_code) {
  CAF_CHECK_EQUAL(exit_of("unreachable"), exit_unreachable);
  CAF_CHECK_EQUAL(exit_of("unauthorized"), exit_unauthorized);
  CAF_CHECK_EQUAL(exit_of("invalid_phone"), exit_usage);
  CAF_CHECK_EQUAL(exit_of("no_session"), exit_refused);
  CAF_CHECK_EQUAL(exit_of("no_node"), exit_refused);
}

CAF_TEST(command_lines_that_make_no_sense_are_refused) {
  for (const auto& words :
       std::vector<std::vector<const char*>>{{},
                                             {"unknown"},
                                             {"session"},
                                             {"drain"},
                                             {"sessions", "--limit", "0"},
                                             {"drain", "node-a", "--wait", "-1"},
                                             {"dead-letters", "--replay", "1", "--remove", "1"},
                                             {"completion", "tcsh"},
                                             {"status", "--token", "secret"}})
    CAF_CHECK_EQUAL(parsed(words), exit_usage);
}

CAF_TEST(common_options_may_stand_before_and_after_the_command) {
  ctl_command what;
  CAF_CHECK_EQUAL(parsed({"--json", "session", "+1555", "--url", "http://x:1", "--clear"}, &what),
                  0);
  CAF_CHECK(what.as_json);
  CAF_CHECK(what.clear);
  CAF_CHECK_EQUAL(what.url, "http://x:1");
  CAF_CHECK_EQUAL(what.phone, "+1555");
  CAF_CHECK_EQUAL(what.name, "session");
}
