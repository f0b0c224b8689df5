/**
 * Makes an event, a hold and an order to try everything with, against the platform of `npm run dev`. What it sets is
 * what every example on the page uses.
 */
export const quickStart = `HOLDFAST=\${HOLDFAST:-http://localhost:3000}
KEY=\${KEY:-$(grep -o 'hf_live_[A-Za-z0-9_-]*' .local/stack.json)}
pick() { grep -o "\\"$1\\":\\"[^\\"]*\\"" | head -n 1 | cut -d '"' -f 4; }

# An event of your own with a floor and a row of seats, on sale
MADE=$(curl -s "$HOLDFAST/api/v1/organizer/events" -H "Authorization: Bearer $KEY" \\
  -H "Content-Type: application/json" -d '{"title": "Try-out", "startsAt": "2027-05-14T20:00:00+02:00",
  "timezone": "Europe/Berlin", "currency": "EUR",
  "ticketTypes": [{"name": "Standing", "priceCents": 2500, "capacity": 300},
    {"name": "Seat", "kind": "seated", "priceCents": 4000}],
  "seating": {"sections": [{"name": "Balcony", "ticketType": "Seat", "rows": [{"name": "A", "seats": 20}]}]}}')
EVENT=$(echo "$MADE" | pick id)
SLUG=$(echo "$MADE" | pick slug)
TYPE=$(echo "$MADE" | sed 's/.*"ticketTypes"://' | pick id)
PLAN=$(curl -s "$HOLDFAST/api/v1/organizer/seating-plans" -H "Authorization: Bearer $KEY" | pick id)
curl -s -o /dev/null -X POST "$HOLDFAST/api/v1/organizer/events/$EVENT/publish" -H "Authorization: Bearer $KEY"

# A fan who holds two tickets, pays for them, and holds two more
FAN=$(curl -s -X POST "$HOLDFAST/api/v1/session" | pick token)
hold() {
  curl -s "$HOLDFAST/api/v1/tickets/reserve" -H "Authorization: Bearer $FAN" -H "Content-Type: application/json" \\
    -d "{\\"eventId\\": \\"$EVENT\\", \\"items\\": [{\\"ticketTypeId\\": \\"$TYPE\\", \\"quantity\\": 2}]}" | pick id
}
PAID=$(curl -s "$HOLDFAST/api/v1/tickets/purchase" -H "Authorization: Bearer $FAN" \\
  -H "Content-Type: application/json" -d "{\\"holdId\\": \\"$(hold)\\",
  \\"buyer\\": {\\"name\\": \\"Ada Fan\\", \\"email\\": \\"ada@example.com\\"},
  \\"payment\\": {\\"paymentMethod\\": \\"pm_card_visa\\"}}")
ORDER=$(echo "$PAID" | pick id)
ORDER_KEY=$(echo "$PAID" | pick key)
HOLD=$(hold)`;
