package io.daplug.stream.lambda;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A small stand-in of Lambda's runtime API, from which the runtime interface client takes
 * events and to which it gives answers.
 */
final class RuntimeApi implements AutoCloseable {

	private static final String PREFIX = "/2018-06-01/runtime/";

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final AtomicInteger requests = new AtomicInteger();

	private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();

	private final Map<String, CompletableFuture<String>> answers = new ConcurrentHashMap<>();

	/** Opened when the client asks for its first event. */
	private final CountDownLatch ready = new CountDownLatch(1);

	/** Opened when the client asks to be restored from its snapshot. */
	private final CountDownLatch restored = new CountDownLatch(1);

	private final CompletableFuture<String> initError = new CompletableFuture<>();

	RuntimeApi() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.threads);
		this.server.createContext(PREFIX, this::answer);
		this.server.start();
	}

	String address() {
		return "127.0.0.1:" + this.server.getAddress().getPort();
	}

	/** Calls the function; the answer begins with what it is: response or error. */
	CompletableFuture<String> invoke(String event) {
		String id = "request-" + this.requests.incrementAndGet();
		CompletableFuture<String> answer = new CompletableFuture<>();
		this.answers.put(id, answer);
		this.waiting.add(new Invocation(id, event));
		return answer;
	}

	boolean awaitReady() throws InterruptedException {
		return this.ready.await(120, TimeUnit.SECONDS);
	}

	boolean wasRestored() {
		return this.restored.getCount() == 0;
	}

	CompletableFuture<String> initError() {
		return this.initError;
	}

	private void answer(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath().substring(PREFIX.length());
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		if (path.equals("invocation/next")) {
			next(exchange);
			return;
		}
		if (path.equals("restore/next")) {
			this.restored.countDown();
			send(exchange, 200, "");
			return;
		}
		if (path.equals("init/error")) {
			this.initError.complete(body);
		}
		else {
			String[] parts = path.split("/");
			this.answers.getOrDefault(parts[1], new CompletableFuture<>()).complete(parts[2] + " " + body);
		}
		send(exchange, 202, "{}");
	}

	private void next(HttpExchange exchange) throws IOException {
		this.ready.countDown();
		try {
			Invocation invocation = this.waiting.take();
			exchange.getResponseHeaders().add("Lambda-Runtime-Aws-Request-Id", invocation.id());
			exchange.getResponseHeaders()
				.add("Lambda-Runtime-Deadline-Ms", String.valueOf(System.currentTimeMillis() + 60_000));
			exchange.getResponseHeaders()
				.add("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-west-1:123456789012:function:orders");
			send(exchange, 200, invocation.event());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			exchange.close();
		}
	}

	private static void send(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		// The client ends its process at an answer without a type.
		exchange.getResponseHeaders().add("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	/**
	 * An event that waits for the client.
	 *
	 * @param id the id of the request
	 * @param event the event
	 */
	private record Invocation(String id, String event) {

	}

}
