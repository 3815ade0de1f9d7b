package io.towersense.agent;

import io.towersense.agent.alertlog.AlertLog;
import io.towersense.agent.outbox.Lane;
import io.towersense.agent.outbox.OutboxMessage;
import io.towersense.agent.status.UplinkRecord;
import io.towersense.agent.uplink.DeliveryListener;
import io.towersense.agent.uplink.UplinkState;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.codec.AlarmCodec;
import io.towersense.telemetry.codec.UndecodableException;
import io.towersense.telemetry.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the delivery says, on its way to the alert log, the status and the listener. */
final class DeliveryRelay implements DeliveryListener {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryRelay.class);

    private final AlertLog alertLog;
    private final UplinkRecord uplink;
    private final Ticker ticker;
    private final Clock clock;
    private final AgentListener listener;

    DeliveryRelay(AlertLog alertLog, UplinkRecord uplink, Ticker ticker, Clock clock, AgentListener listener) {
        this.alertLog = alertLog;
        this.uplink = uplink;
        this.ticker = ticker;
        this.clock = clock;
        this.listener = listener;
    }

    @Override
    public void delivered(OutboxMessage message, Instant at) {
        listener.delivered(message, at);
        if (message.lane() == Lane.ALARMS) {
            try {
                AlarmEvent event = AlarmCodec.decode(message.payload());
                alertLog.delivered(event, at);
                listener.delivered(event, at);
            } catch (UndecodableException e) {
                LOG.warn("message {} was delivered and is no alarm: {}", message.id(), e.getMessage());
            }
        }
    }

    @Override
    public void setAside(OutboxMessage message, String reason) {
        ticker.changed();
    }

    @Override
    public void uplinkChanged(UplinkState state, String reason) {
        uplink.change(state, reason, clock.now());
        ticker.changed();
        listener.uplinkChanged(state, reason);
    }
}
