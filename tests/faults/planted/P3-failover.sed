# actors/store/store_connection.cpp
# Nobody is told that another Redis answers.
# --sentinels 100
s/^    for (auto& watcher : watchers_) {$/    for (auto\& watcher : decltype(watchers_){}) {/
