package io.daplug.benchmarks.stream;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

import com.sun.management.GarbageCollectionNotificationInfo;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A JVM of its own with a mirror that reads the stream until it has written so many
 * copies, and then prints how many bytes of its heap were in use after the full
 * collection that left most.
 */
final class HeapConsumer {

	private final AtomicLong most = new AtomicLong();

	private HeapConsumer() {
	}

	/**
	 * Runs the mirror.
	 * @param arguments where the server is, the guard of the mirror, and how many copies
	 * there will be
	 */
	public static void main(String[] arguments) {
		HeapConsumer consumer = new HeapConsumer();
		consumer.watch();
		CopyClock clock = new CopyClock(Duration.ZERO);
		DynamoDbClient client = DynamoDbClient.builder()
			.region(Region.US_EAST_1)
			.endpointOverride(URI.create(arguments[0]))
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("daplug", "embedded")))
			.overrideConfiguration((configuration) -> configuration.addExecutionInterceptor(clock))
			.build();
		try (MirrorConsumer mirror = new MirrorConsumer(client, MirrorConsumer.kcl(arguments[1], "50ms"))) {
			while (mirror.context().isRunning() && clock.items() < Integer.parseInt(arguments[2])) {
				LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
			}
		}
		System.out.println(consumer.most.get());
		// The library leaves threads behind.
		System.exit(0);
	}

	private void watch() {
		Set<String> heap = ManagementFactory.getMemoryPoolMXBeans()
			.stream()
			.filter((pool) -> pool.getType() == MemoryType.HEAP)
			.map(MemoryPoolMXBean::getName)
			.collect(Collectors.toSet());
		List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
		collectors.forEach((collector) -> ((NotificationEmitter) collector).addNotificationListener(
				(notification, handback) -> note((CompositeData) notification.getUserData(), heap), null, null));
	}

	private void note(CompositeData data, Set<String> heap) {
		GarbageCollectionNotificationInfo collection = GarbageCollectionNotificationInfo.from(data);
		if (!collection.getGcAction().equals("end of major GC")) {
			// Others leave what nobody uses.
			return;
		}
		long used = collection.getGcInfo()
			.getMemoryUsageAfterGc()
			.entrySet()
			.stream()
			.filter((pool) -> heap.contains(pool.getKey()))
			.mapToLong((pool) -> pool.getValue().getUsed())
			.sum();
		this.most.accumulateAndGet(used, Math::max);
	}

}
