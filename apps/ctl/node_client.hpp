#pragma once

#include "apps/ctl/exit_codes.hpp"
#include "messages/failure.hpp"
#include "net/http/http_client.hpp"

#include <nlohmann/json.hpp>

#include <functional>
#include <string>
#include <string_view>

namespace quickbooking {

/// Calls a node. Blocks; for one thread.
class node_client {
public:
  /// Does not connect yet. Error: `invalid_url`, also for `https://`.
  static result<node_client> make(const std::string& url, std::string token,
                                  std::chrono::milliseconds limit);

  const std::string& url() const { return url_; }

  /// The JSON that the node answers with. Errors: `unreachable`, `unauthorized`, `no_node` for an
  /// answer that no node gives, and the node's own `code`, each with a message that names what is
  /// wrong.
  result<nlohmann::json> ask(std::string_view method, std::string_view target,
                             std::string body = {});

  result<nlohmann::json> get(std::string_view target) { return ask("GET", target); }

  /// Gives each element of a list that comes in pages to `handle`, as long as that returns true;
  /// `target` has a query. True if that was all. Errors: also those of `handle`.
  result<bool> each(const std::string& target, std::string_view list,
                    const std::function<result<bool>(const nlohmann::json&)>& handle);

private:
  node_client(std::string url, std::string token, http_client http);

  failure unauthorized() const;

  std::string url_;
  std::string token_;
  http_client http_;
};

/// How the program ends for this error.
ctl_exit_code exit_code_of(const failure& x);

} // namespace quickbooking
