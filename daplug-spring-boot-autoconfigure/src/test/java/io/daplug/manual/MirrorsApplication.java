package io.daplug.manual;

import java.math.BigDecimal;

import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration;
import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.local.DaplugLocalAutoConfiguration;
import io.daplug.autoconfigure.mirror.DaplugMirrorsAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.mirror.BackfillProgress;
import io.daplug.mirror.BackfillState;
import io.daplug.mirror.MirrorOperations;
import io.daplug.mirror.MirrorReport;
import io.daplug.mirror.MirrorTo;
import io.daplug.stream.DaplugStreamListener;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;

/**
 * The application of the manual's mirrors.
 */
@SpringBootConfiguration
@ImportAutoConfiguration({ DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
		DaplugMirrorsAutoConfiguration.class, DaplugLocalAutoConfiguration.class, JacksonAutoConfiguration.class,
		AwsAutoConfiguration.class, CredentialsProviderAutoConfiguration.class, RegionProviderAutoConfiguration.class,
		DynamoDbAutoConfiguration.class })
@Import({ MirrorsApplication.OpenOrders.class, MirrorsApplication.ArchiveService.class,
		MirrorsApplication.ArchiveCheck.class })
class MirrorsApplication {

	// tag::mirror
	@Component
	static class OpenOrders {

		record CustomerOrder(String customer, String order, BigDecimal total) {

		}

		@DaplugStreamListener("orders")
		@MirrorTo("customer-orders")
		@Nullable CustomerOrder byCustomer(Order order) {
			if ("SENT".equals(order.status())) {
				return null; // nothing of it belongs there, any more
			}
			return new CustomerOrder(order.customerId(), order.orderId(), order.total());
		}

	}
	// end::mirror

	// tag::backfill
	@Service
	static class ArchiveService {

		private final MirrorOperations mirrors;

		ArchiveService(MirrorOperations mirrors) {
			this.mirrors = mirrors;
		}

		void fill() {
			this.mirrors.backfill("archive", (backfill) -> backfill.segments(8).itemsPerSecond(500));
		}

		boolean isFilled() {
			return this.mirrors.progress("archive")
				.map(BackfillProgress::state)
				.filter((state) -> state == BackfillState.COMPLETED)
				.isPresent();
		}

	}
	// end::backfill

	@Service
	static class ArchiveCheck {

		private final MirrorOperations mirrors;

		ArchiveCheck(MirrorOperations mirrors) {
			this.mirrors = mirrors;
		}

		boolean repair() {
			// tag::verify
			MirrorReport report = this.mirrors.verify("archive", (verify) -> verify.repair(true));
			return report.isEqual() && report.digests().areEqual();
			// end::verify
		}

	}

}
