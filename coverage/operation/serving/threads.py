"""How many requests a process that serves answers at once."""

# Mostly they wait for the database. Half of them may be kept by heavy pages.
MOST_A_WORKER = 16
# Each thread keeps a connection, of which PostgreSQL allows 100; exports, backups and commands
# need some too.
MOST_CONNECTIONS = 80


def threads_a_worker(workers: int) -> int:
    return max(1, min(MOST_A_WORKER, MOST_CONNECTIONS // workers))
