package io.daplug.template.write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.event.ItemImage;
import io.daplug.expression.AttributePath;
import io.daplug.expression.UpdateExpression;
import io.daplug.expression.UpdateStep;
import io.daplug.guard.ChangeRuling;
import io.daplug.guard.Demand;
import io.daplug.guard.ItemVersions;
import io.daplug.item.Item;
import io.daplug.item.ItemSize;
import io.daplug.key.KeyPrefixer;
import io.daplug.template.change.AppliedSteps;
import io.daplug.template.change.ChangeTexts;
import io.daplug.template.change.ComputedSteps;
import io.daplug.template.change.ShapedChange;
import io.daplug.template.change.SuppliedSteps;
import io.daplug.template.change.UnfitItemException;
import io.daplug.template.claim.ClaimPlan;
import io.daplug.template.claim.ClaimPlanner;
import io.daplug.template.context.OtherTypes;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.WriteCall;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Makes writes of changes that are in their shape: what the table adds joins what the
 * caller asks for, and prefixes go on. It sends nothing.
 */
final class ChangePreparation {

	private final TableContext context;

	private final SuppliedSteps supplied;

	private final ComputedSteps computed;

	private final ClaimPlanner claims;

	private final OtherTypes others;

	private final ChangeTexts texts = ChangeRequest.texts();

	ChangePreparation(TableContext context) {
		this.context = context;
		this.supplied = new SuppliedSteps(context);
		this.computed = new ComputedSteps(context);
		this.claims = new ClaimPlanner(context.table(), context.prefixer(), context.guard()::newItem);
		this.others = new OtherTypes(context.table());
	}

	/**
	 * Whether a change has to know the stored item, as it moves claims.
	 * @param change what the caller wants
	 * @param presence whether there must be an item; one that is created may get ids
	 */
	boolean movesClaims(ShapedChange change, Demand.Presence presence) {
		return this.claims.plans()
				&& (change.steps().steps().stream().anyMatch((step) -> this.claims.watches(step.path().root()))
						|| (presence != Demand.Presence.SOME
								&& this.context.table().generated().keySet().stream().anyMatch(this.claims::watches)));
	}

	/** Prepares a change that moves no claims. */
	<C> PreparedWrite<C> prepare(Map<String, AttributeValue> key, ShapedChange change, WriteCall<C> call,
			ChangeRuling ruling) {
		return prepare(key, change, call, ruling, null);
	}

	/**
	 * Prepares a change.
	 * @param key the item's key, without prefixes
	 * @param change what the caller wants
	 * @param call the call
	 * @param ruling what the guard says
	 * @param current the item as it was read, empty if there was none; null if the change
	 * moves no claims
	 * @return the write
	 */
	<C> PreparedWrite<C> prepare(Map<String, AttributeValue> key, ShapedChange change, WriteCall<C> call,
			ChangeRuling ruling, @Nullable Map<String, AttributeValue> current) {
		KeyPrefixer prefixer = this.context.prefixer(call.options());
		Map<String, AttributeValue> storedKey = new LinkedHashMap<>(key);
		prefixer.addTo(storedKey);
		this.context.keys().checkStored(storedKey);
		UpdateExpression steps = completed(change, call, ruling);
		ChangeRequest request = ChangeRequest.of(marked(steps, storedKey), prefixer, this.texts);
		checkSize(storedKey, request.steps());
		String token = this.context.guard().token().attribute();
		if (current != null) {
			request = request.with(plan(key, current, steps, prefixer));
		}
		UpdateAction action = new UpdateAction(storedKey, prefixer, request, (token != null) ? token : ruling.mark(),
				ruling.once() || change.steps().repeatable());
		Demand demand = own(this.context.guard().live(ruling.demand()));
		return new PreparedWrite<>(call, known(key, ruling), action, demand,
				(current != null && request.claims().changesClaims()) ? before(current, call) : ItemImage.unknown());
	}

	/** The demand of a change of an item of the table's own type and current version. */
	Demand own(Demand demand) {
		Demand own = this.others.excludedFrom(demand);
		ItemVersions versions = this.context.versions();
		return (versions != null) ? versions.upToDate(own, this.context.table().hashKey()) : own;
	}

	/** What a transaction changes it does not tell. */
	private <C> ItemImage<C> before(Map<String, AttributeValue> current, WriteCall<C> call) {
		return current.isEmpty() ? ItemImage.none() : image(current, call);
	}

	/**
	 * What a change makes of the claims. What it does beside that may fit the item as it
	 * will be, so it is left out of account.
	 */
	private ClaimPlan plan(Map<String, AttributeValue> key, Map<String, AttributeValue> current, UpdateExpression steps,
			KeyPrefixer prefixer) {
		Map<String, AttributeValue> before = current.isEmpty() ? key : current;
		UpdateExpression watched = UpdateExpression
			.of(steps.steps().stream().filter((step) -> this.claims.watches(step.path().root())).toList());
		try {
			return this.claims.change(current, before, AppliedSteps.to(before, watched), prefixer);
		}
		catch (UnfitItemException ex) {
			// DynamoDB refuses it, as long as these attributes are as they were read.
			return this.claims.change(current, before, before, prefixer);
		}
	}

	/**
	 * All that the table itself writes in view of everybody, beside what the caller asks
	 * for, joins here.
	 */
	UpdateExpression completed(ShapedChange change, WriteCall<?> call, ChangeRuling ruling) {
		return this.computed.followed(ruled(this.computed.named(change, call), call, ruling), change, call);
	}

	private UpdateExpression ruled(UpdateExpression asked, WriteCall<?> call, ChangeRuling ruling) {
		UpdateExpression supplied = call.operation().upserts() ? this.supplied.upsert(asked)
				: this.supplied.change(asked);
		if (ruling.next().isEmpty()) {
			return supplied;
		}
		List<UpdateStep> steps = new ArrayList<>(ruling.next().steps());
		String guarding = this.context.guard().key();
		for (UpdateStep step : supplied.steps()) {
			// What the guard sets takes the place of what the caller sent.
			if (!step.path().root().equals(guarding)) {
				steps.add(step);
			}
		}
		return UpdateExpression.of(steps);
	}

	/** With the token of the write, and the version of the item. */
	private UpdateExpression marked(UpdateExpression change, Map<String, AttributeValue> storedKey) {
		String token = this.context.guard().token().attribute();
		ItemVersions versions = this.context.versions();
		if (token == null && versions == null) {
			return change;
		}
		List<UpdateStep> marks = new ArrayList<>(2);
		if (token != null) {
			marks.add(set(token, this.context.nextToken(storedKey)));
		}
		if (versions != null) {
			marks.add(set(versions.attribute(), versions.current()));
		}
		return change.and(UpdateExpression.of(marks));
	}

	private static UpdateStep set(String attribute, AttributeValue value) {
		return new UpdateStep(AttributePath.of(attribute), UpdateStep.Kind.SET, value);
	}

	/** The key, and the value of the idempotence key where it is known beforehand. */
	private Map<String, AttributeValue> known(Map<String, AttributeValue> key, ChangeRuling ruling) {
		Map<String, AttributeValue> known = key;
		for (UpdateStep step : ruling.next().steps()) {
			if (step.kind() == UpdateStep.Kind.SET && step.value() instanceof AttributeValue value) {
				known = new LinkedHashMap<>(known);
				known.put(step.path().root(), value);
			}
		}
		return known;
	}

	/** What is set whatever is stored must fit into an item. */
	private static void checkSize(Map<String, AttributeValue> key, UpdateExpression steps) {
		Map<String, AttributeValue> written = new LinkedHashMap<>(key);
		for (UpdateStep step : steps.steps()) {
			if (step.kind() != UpdateStep.Kind.REMOVE && step.value() instanceof AttributeValue value) {
				written.put(step.path().topLevel() ? step.path().root() : step.path().toString(), value);
			}
		}
		ItemSize.requireWithinLimit(written);
	}

	/** An item that was read, as an image. */
	<C> ItemImage<C> image(Map<String, AttributeValue> stored, WriteCall<C> call) {
		return ItemImage.of(new Item<>(stored, call.type(), this.context.converter()));
	}

}
