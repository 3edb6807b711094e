#pragma once

#include "net/http/http_client.hpp"
#include "tests/support/child_process.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace quickbooking {

/// A headless Chromium of its own, driven over WebDriver. Elements are named by CSS selectors.
/// Throws std::runtime_error where the browser refuses. For one thread.
class web_driver {
public:
  struct window {
    int width;
    int height;
    bool dark;
  };

  explicit web_driver(const window& size);
  ~web_driver();

  web_driver(const web_driver&) = delete;
  web_driver& operator=(const web_driver&) = delete;

  void open(const std::string& url);

  /// Waits until there is such an element that is shown.
  bool shows(const std::string& selector,
             std::chrono::milliseconds limit = std::chrono::seconds{15});

  /// Clicks the last such element as a person does: it has to be in reach.
  void click(const std::string& selector);

  /// Types into the element; `\n` is the Enter key.
  void type(const std::string& selector, const std::string& keys);

  /// The text of the last such element; empty without one.
  std::string text(const std::string& selector);

  /// Runs JavaScript that may `return` a value.
  nlohmann::json run(const std::string& script);

  /// What the browser has complained about since the last call: failed scripts, forbidden or failed
  /// requests, a line each.
  std::vector<std::string> console_errors();

  /// Writes what the window shows as PNG.
  void screenshot(const std::string& file);

private:
  nlohmann::json command(const char* method, const std::string& path,
                         const nlohmann::json& body = nlohmann::json::object());
  std::string find_last(const std::string& selector);
  void start_session(const window& size);

  temp_dir dir_;
  std::unique_ptr<child_process> process_;
  std::unique_ptr<http_client> client_;
  std::string session_;
};

} // namespace quickbooking
