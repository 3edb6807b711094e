#include "messages/encoding/ascii.hpp"
#include "messages/reply/reply.hpp"

#include <algorithm>
#include <set>

namespace quickbooking {

namespace {

// Limits of the Cloud API in "characters", counted as UTF-16 units to be safe. It would take 4096
// for the body of a list, but 1024 is right by all of its documents.
constexpr std::size_t max_text = 4096;
constexpr std::size_t max_body = 1024;
constexpr std::size_t max_header = 60;
constexpr std::size_t max_footer = 60;
constexpr std::size_t max_buttons = 3;
constexpr std::size_t max_button_id = 256;
constexpr std::size_t max_button_title = 20;
constexpr std::size_t max_list_button = 20;
constexpr std::size_t max_sections = 10;
constexpr std::size_t max_rows = 10;
constexpr std::size_t max_section_title = 24;
constexpr std::size_t max_row_id = 200;
constexpr std::size_t max_row_title = 24;
constexpr std::size_t max_row_description = 72;

enum class lines { one, many };
enum class presence { needed, optional };

class checker {
public:
  void check(const card& x) {
    check_text("header", x.header, max_header, presence::optional);
    check_text("body", x.body, max_body, presence::needed, lines::many);
    check_text("footer", x.footer, max_footer, presence::optional);
    if (x.is_list())
      check_list(x);
    else
      check_buttons(x);
  }

  template <class Text>
  void check(const Text& x) {
    check_text("text", x.text, max_text, presence::needed, lines::many);
  }

  std::vector<std::string> take() { return std::move(found_); }

private:
  void complain(const std::string& field, const std::string& what) {
    found_.push_back(field + ": " + what);
  }

  void check_count(const std::string& field, std::size_t count, std::size_t most) {
    if (count < 1 || count > most)
      complain(field, std::to_string(count) + ", must be 1 to " + std::to_string(most));
  }

  void check_text(const std::string& field, const std::string& text, std::size_t most,
                  presence needed, lines allowed = lines::one) {
    if (trimmed(text).empty() && (needed == presence::needed || !text.empty()))
      complain(field, "is empty");
    if (utf16_length(text) > most)
      complain(field,
               std::to_string(utf16_length(text)) + " long, at most " + std::to_string(most));
    if (!is_utf8(text))
      complain(field, "is not UTF-8");
    if (allowed == lines::one && std::any_of(text.begin(), text.end(), is_control))
      complain(field, "has a line break, tab or control character");
  }

  void check_label(const std::string& field, const std::string& text, std::size_t most) {
    check_text(field, text, most, presence::needed);
    if (trimmed(text).size() != text.size())
      complain(field, "has space at its beginning or end");
  }

  void check_unique(const std::string& field, const std::string& text,
                    std::set<std::string>& seen) {
    if (!seen.insert(text).second)
      complain(field, "is used twice");
  }

  void check_buttons(const card& x) {
    check_count("buttons", x.buttons.size(), max_buttons);
    if (!x.sections.empty())
      complain("sections", "a card has either buttons or a list");
    std::set<std::string> titles;
    for (const auto& each : x.buttons) {
      const auto name = "button '" + each.id + "'";
      check_label(name + " id", each.id, max_button_id);
      check_label(name + " title", each.title, max_button_title);
      check_unique(name + " id", each.id, ids_);
      check_unique(name + " title", each.title, titles);
      if (!each.description.empty())
        complain(name + " description", "only list rows have one");
    }
  }

  void check_list(const card& x) {
    check_label("list_button", x.list_button, max_list_button);
    check_count("sections", x.sections.size(), max_sections);
    check_count("rows", x.options().size(), max_rows);
    for (const auto& each : x.sections)
      check_section(each, x.sections.size() > 1 ? presence::needed : presence::optional);
  }

  void check_section(const section& x, presence title_needed) {
    const auto name = "section '" + x.title + "'";
    check_text(name + " title", x.title, max_section_title, title_needed);
    if (trimmed(x.title).size() != x.title.size())
      complain(name + " title", "has space at its beginning or end");
    check_count(name + " rows", x.rows.size(), max_rows);
    for (const auto& each : x.rows)
      check_row(each);
  }

  /// The API demands unique titles of buttons only: "15:00" may stand under two days.
  void check_row(const option& x) {
    const auto name = "row '" + x.id + "'";
    check_label(name + " id", x.id, max_row_id);
    check_label(name + " title", x.title, max_row_title);
    check_text(name + " description", x.description, max_row_description, presence::optional);
    check_unique(name + " id", x.id, ids_);
  }

  std::vector<std::string> found_;
  std::set<std::string> ids_;
};

} // namespace

std::vector<std::string> limit_violations(const reply& x) {
  checker result;
  std::visit([&](const auto& alternative) { result.check(alternative); }, x);
  return result.take();
}

} // namespace quickbooking
