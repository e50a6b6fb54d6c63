package io.daplug.mirror.move;

import java.util.LinkedHashMap;
import java.util.Map;

import io.daplug.mirror.MovePhase;
import io.daplug.mirror.store.KeptAttributes;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A move as it is kept.
 *
 * @param phase its phase
 * @param epoch how often the phase has changed
 * @param coordinator the instance that has the tables change places; null for none
 * @param members the instances that take part, by their ids
 */
record MoveRecord(MovePhase phase, long epoch, @Nullable String coordinator, Map<String, Member> members) {

	static final String PHASE = "phase";

	static final String EPOCH = "epoch";

	static final String COORDINATOR = "coordinator";

	static final String MEMBERS = "members";

	/**
	 * What an instance says.
	 *
	 * @param beat how often it has said something
	 * @param epoch the epoch that it knows of
	 * @param drained whether nothing is under way that it let through before
	 */
	record Member(long beat, long epoch, boolean drained) {

		static Member of(KeptAttributes kept) {
			return new Member(kept.number("beat"), kept.number(EPOCH), kept.flag("drained"));
		}

		AttributeValue attribute() {
			return AttributeValue.fromM(Map.of("beat", KeptAttributes.number(this.beat), EPOCH,
					KeptAttributes.number(this.epoch), "drained", AttributeValue.fromBool(this.drained)));
		}

	}

	static MoveRecord of(KeptAttributes kept) {
		Map<String, Member> members = new LinkedHashMap<>();
		kept.map(MEMBERS)
			.attributes()
			.forEach((id, member) -> members.put(id, Member.of(new KeptAttributes(member.m()))));
		return new MoveRecord(MovePhase.valueOf(kept.text(PHASE)), kept.number(EPOCH), kept.textOrNull(COORDINATOR),
				members);
	}

}
