# actors/store/store_connection.cpp
# Nobody is told that another Redis answers.
# --sentinels 100
s/^    if (watcher_)$/    if (false)/
