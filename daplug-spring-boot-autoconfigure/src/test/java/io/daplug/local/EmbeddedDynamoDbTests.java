package io.daplug.local;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.fixture.LocalDynamoDb;
import io.daplug.fixture.LongPatience;
import io.daplug.local.EmbeddedDynamoDbStartException.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link EmbeddedDynamoDb}.
 */
class EmbeddedDynamoDbTests {

	private static final Map<String, AttributeValue> ITEM = Map.of("id", AttributeValue.fromS("a"), "n",
			AttributeValue.fromN("1"));

	private final List<EmbeddedDynamoDb> servers = new ArrayList<>();

	private final Path directory;

	EmbeddedDynamoDbTests(@TempDir Path directory) {
		this.directory = directory;
	}

	@AfterEach
	void stopServers() {
		this.servers.forEach(EmbeddedDynamoDb::stop);
	}

	@Test
	void storesItems() {
		EmbeddedDynamoDb server = start(EmbeddedDynamoDb.inMemory());
		try (DynamoDbClient client = client(server)) {
			createTable(client);
			client.putItem((put) -> put.tableName("things").item(ITEM));
			assertThat(get(client)).isEqualTo(ITEM);
		}
	}

	@Test
	void showsTheSameTablesToAllRegions() {
		EmbeddedDynamoDb server = start(EmbeddedDynamoDb.inMemory());
		try (DynamoDbClient here = client(server); DynamoDbClient there = client(server, Region.EU_CENTRAL_1)) {
			createTable(here);
			assertThat(there.listTables().tableNames()).containsExactly("things");
		}
	}

	@Test
	void listensOnLoopbackOnly() throws IOException {
		EmbeddedDynamoDb server = start(EmbeddedDynamoDb.inMemory());
		int port = server.endpoint().getPort();
		assertThat(server.endpoint()).isEqualTo(URI.create("http://127.0.0.1:" + port));
		try (ServerSocket everywhere = new ServerSocket(0)) {
			for (InetAddress address : otherAddresses()) {
				// An address that reaches a socket on all interfaces proves something.
				connect(address, everywhere.getLocalPort());
				assertThatExceptionOfType(ConnectException.class).as("%s", address)
					.isThrownBy(() -> connect(address, port));
			}
		}
		connect(InetAddress.getByName("127.0.0.1"), port);
	}

	@Test
	void allowsNoOriginOfABrowser() throws IOException, InterruptedException {
		EmbeddedDynamoDb server = start(EmbeddedDynamoDb.inMemory());
		HttpRequest request = HttpRequest.newBuilder(server.endpoint())
			.method("OPTIONS", HttpRequest.BodyPublishers.noBody())
			.header("Access-Control-Request-Method", "POST")
			.header("Access-Control-Request-Headers", "x-amz-target")
			.header("Origin", "https://example.com")
			.build();
		HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
		assertThat(response.headers().map()).doesNotContainKey("access-control-allow-origin");
	}

	@Test
	void startsOnceWhenAskedTwice() {
		EmbeddedDynamoDb server = start(EmbeddedDynamoDb.inMemory());
		URI endpoint = server.endpoint();
		server.start();
		assertThat(server.endpoint()).isEqualTo(endpoint);
	}

	@Test
	void refusesConnectionsOnceStopped() {
		EmbeddedDynamoDb server = start(EmbeddedDynamoDb.inMemory());
		int port = server.endpoint().getPort();
		server.stop();
		server.stop();
		assertThatExceptionOfType(ConnectException.class)
			.isThrownBy(() -> connect(InetAddress.getByName("127.0.0.1"), port));
		assertThatIllegalStateException().isThrownBy(server::endpoint).withMessageContaining("start()");
	}

	@Test
	void forgetsItsTablesWhenStartedAgainInMemory() {
		EmbeddedDynamoDb server = start(EmbeddedDynamoDb.inMemory());
		try (DynamoDbClient client = client(server)) {
			createTable(client);
		}
		server.stop();
		server.start();
		try (DynamoDbClient client = client(server)) {
			assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> get(client));
		}
	}

	@Test
	void findsItsDataWhenStartedAgainOnDisk() {
		Path path = this.directory.resolve("not/there/yet");
		EmbeddedDynamoDb first = start(EmbeddedDynamoDb.onDisk(path));
		try (DynamoDbClient client = client(first)) {
			createTable(client);
			client.putItem((put) -> put.tableName("things").item(ITEM));
		}
		first.stop();
		EmbeddedDynamoDb second = start(EmbeddedDynamoDb.onDisk(path));
		try (DynamoDbClient client = client(second)) {
			assertThat(get(client)).isEqualTo(ITEM);
		}
	}

	@Test
	void keepsServersApart() {
		EmbeddedDynamoDb first = start(EmbeddedDynamoDb.inMemory());
		EmbeddedDynamoDb second = start(EmbeddedDynamoDb.inMemory());
		try (DynamoDbClient here = client(first); DynamoDbClient there = client(second)) {
			createTable(here);
			assertThat(there.listTables().tableNames()).isEmpty();
		}
	}

	@Test
	void listensOnTheGivenPort() {
		LongPatience.await().ignoreExceptionsMatching(EmbeddedDynamoDbTests::isTakenMeanwhile).untilAsserted(() -> {
			int port;
			try (ServerSocket free = new ServerSocket(0)) {
				port = free.getLocalPort();
			}
			assertThat(start(EmbeddedDynamoDb.inMemory(port)).endpoint().getPort()).isEqualTo(port);
		});
	}

	/** Any connection may be given a port that was free a moment ago. */
	private static boolean isTakenMeanwhile(Throwable failure) {
		return failure instanceof EmbeddedDynamoDbStartException start && start.problem() == Problem.PORT;
	}

	@Test
	void namesAPortThatIsTaken() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			EmbeddedDynamoDb server = EmbeddedDynamoDb.onDisk(this.directory, taken.getLocalPort());
			assertThatExceptionOfType(EmbeddedDynamoDbStartException.class).isThrownBy(server::start)
				.withMessageContaining("port " + taken.getLocalPort())
				.satisfies((ex) -> assertThat(ex.problem()).isEqualTo(Problem.PORT));
		}
		start(EmbeddedDynamoDb.onDisk(this.directory));
	}

	@Test
	void refusesAPortThatDoesNotExist() {
		assertThatIllegalArgumentException().isThrownBy(() -> EmbeddedDynamoDb.inMemory(65536))
			.withMessageContaining("65536");
		assertThatIllegalArgumentException().isThrownBy(() -> EmbeddedDynamoDb.inMemory(-1));
	}

	@Test
	void namesADirectoryThatCannotBeMade() throws IOException {
		Path path = Files.createFile(this.directory.resolve("file")).resolve("below");
		assertThatExceptionOfType(EmbeddedDynamoDbStartException.class)
			.isThrownBy(() -> EmbeddedDynamoDb.onDisk(path).start())
			.withMessageContaining(path.toString())
			.satisfies((ex) -> assertThat(ex.problem()).isEqualTo(Problem.PATH));
	}

	@Test
	void refusesADirectoryThatAnotherServerUses() {
		EmbeddedDynamoDb first = start(EmbeddedDynamoDb.onDisk(this.directory));
		EmbeddedDynamoDb second = EmbeddedDynamoDb.onDisk(this.directory);
		assertThatExceptionOfType(EmbeddedDynamoDbStartException.class).isThrownBy(second::start)
			.withMessageContaining("in use")
			.satisfies((ex) -> assertThat(ex.problem()).isEqualTo(Problem.PATH));
		first.stop();
		start(second);
	}

	@Test
	void leavesNoThreadBehind() {
		Set<Thread> before = Thread.getAllStackTraces().keySet();
		EmbeddedDynamoDb server = start(EmbeddedDynamoDb.inMemory());
		try (DynamoDbClient client = client(server)) {
			createTable(client);
			client.updateTable((update) -> update.tableName("things").deletionProtectionEnabled(false));
			get(client);
		}
		Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
		threads.removeAll(before);
		assertThat(threads).isNotEmpty();
		server.stop();
		LongPatience.await().untilAsserted(() -> assertThat(threads).noneMatch(Thread::isAlive));
	}

	private EmbeddedDynamoDb start(EmbeddedDynamoDb server) {
		this.servers.add(server);
		server.start();
		return server;
	}

	private static DynamoDbClient client(EmbeddedDynamoDb server) {
		return client(server, Region.US_EAST_1);
	}

	private static DynamoDbClient client(EmbeddedDynamoDb server, Region region) {
		DynamoDbClientBuilder builder = DynamoDbClient.builder().region(region);
		server.configure(builder);
		return builder.build();
	}

	private static void createTable(DynamoDbClient client) {
		client.createTable(LocalDynamoDb.textKeys("id", null)
			.andThen((table) -> table.tableName("things").billingMode(BillingMode.PAY_PER_REQUEST)));
	}

	private static Map<String, AttributeValue> get(DynamoDbClient client) {
		return client.getItem((get) -> get.tableName("things").key(Map.of("id", AttributeValue.fromS("a")))).item();
	}

	private static void connect(InetAddress address, int port) throws IOException {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(address, port), 5000);
		}
	}

	/**
	 * Addresses of this machine other than 127.0.0.1. On Linux all of 127/8 reaches a
	 * socket that listens everywhere, so there is one even without a network.
	 */
	private static List<InetAddress> otherAddresses() throws IOException {
		List<InetAddress> addresses = new ArrayList<>(NetworkInterface.networkInterfaces()
			.flatMap(NetworkInterface::inetAddresses)
			.filter((address) -> !address.isLoopbackAddress())
			.toList());
		if (System.getProperty("os.name").startsWith("Linux")) {
			addresses.add(InetAddress.getByName("127.0.0.2"));
		}
		assertThat(addresses).isNotEmpty();
		return addresses;
	}

}
