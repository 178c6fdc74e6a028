# Stands for ollama/ollama: this machine's Ollama, which is mostly one without CUDA.
FROM tip-bench-check-base
COPY --chmod=755 bin/ollama /usr/bin/
COPY lib /usr/lib/
ENTRYPOINT ["/usr/bin/ollama"]
CMD ["serve"]
