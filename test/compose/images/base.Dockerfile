# What the other stand-ins begin with: a small Debian, with busybox as `sh`, as Alpine has it.
FROM tip-bench-check-root
RUN ln -sf /bin/busybox /bin/sh && ln -sf /bin/busybox /usr/local/bin/wget
